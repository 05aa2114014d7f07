import { diffOf } from "./diff.tsx";
import { placeOfDigit } from "./options.tsx";
import parts from "./parts.module.css";
import { RankingEditor } from "./ranking-editor.tsx";
import { joinLast, place, removeLast } from "./ranking-moves.ts";
import { ranked, tierInWords, toggleUnacceptable } from "./ranking-value.ts";
import type { SettingsOf, ValueOf, ViewerProps, ViewOf } from "./view.ts";
import { t } from "./words.ts";

function Viewer({ value }: ViewerProps<SettingsOf<"ranking">, ValueOf<"ranking">>) {
  return (
    <div>
      {value.allUnacceptable && <p className={parts.hint}>{t("kinds.ranking.allUnacceptable")}</p>}
      <ol className={parts.list}>
        {value.tiers.map((tier) => (
          <li key={tier.join("=")}>{tierInWords(tier)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Digits append a response, = ties the last two places, 0 says that all are unacceptable, Backspace goes back. */
export const ranking: ViewOf<"ranking"> = {
  Editor: RankingEditor,
  Viewer,
  Diff: diffOf(Viewer),
  onKey: (key, { value, settings, shape }) => {
    const tiers = value?.tiers ?? [];
    if (key === "Backspace" || key === "Delete") return ranked(value, removeLast(tiers)) ?? null;
    if (key === "=") return settings.allowTies ? (ranked(value, joinLast(tiers)) ?? null) : undefined;
    if (key === "0") return settings.allowUnacceptable ? (toggleUnacceptable(value) ?? null) : undefined;
    const candidate = placeOfDigit(key, shape.candidates);
    return candidate === undefined ? undefined : ranked(value, place(tiers, candidate));
  },
};
