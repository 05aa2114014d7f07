import { diffOf } from "./diff.tsx";
import { digitOfPlace, KeyHint, placeOfDigit } from "./options.tsx";
import parts from "./parts.module.css";
import styles from "./ranking.module.css";
import { join, joinLast, move, place, type Ranks, remove, removeLast, unplaced } from "./ranking-moves.ts";
import type { Draft, EditorProps, SettingsOf, ValueOf, ViewerProps, ViewOf } from "./view.ts";
import { responseName, t } from "./words.ts";

type Settings = SettingsOf<"ranking">;
type Value = ValueOf<"ranking">;

function Editor({
  value,
  settings,
  shape,
  onChange,
  id,
  labelledBy,
  describedBy,
}: EditorProps<Settings, Value>) {
  const tiers = value?.tiers ?? [];
  const set = (next: number[][]) => onChange(ranked(value, next));
  const rest = unplaced(tiers, shape.candidates);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the question's title stands outside, so a legend cannot name it
    <div
      role="group"
      className={parts.group}
      data-part=""
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      <p className={parts.hint}>
        {t(settings.allowTies ? "kinds.ranking.hint" : "kinds.ranking.hintNoTies")}
      </p>
      {rest.length > 0 && (
        <div className={parts.options}>
          <span className={parts.hint}>{t("kinds.ranking.unplaced")}</span>
          {rest.map((candidate) => (
            <button
              key={candidate}
              type="button"
              className={parts.option}
              aria-label={t("kinds.ranking.add", { response: responseName(candidate) })}
              onClick={() => set(place(tiers, candidate))}
            >
              {responseName(candidate)} <KeyHint name={digitOfPlace(candidate)} />
            </button>
          ))}
        </div>
      )}
      <ol className={styles.tiers}>
        {tiers.map((tier, at) => (
          <li key={tier.join("=")} className={styles.tier}>
            <span className={styles.place}>{t("kinds.ranking.place", { place: at + 1 })}</span>
            {tier.map((candidate) => (
              <Placed
                key={candidate}
                candidate={candidate}
                first={at === 0 && tier.length === 1}
                last={at === tiers.length - 1 && tier.length === 1}
                canJoin={settings.allowTies && at > 0}
                onMove={(by) => set(move(tiers, candidate, by))}
                onJoin={() => set(join(tiers, candidate))}
                onRemove={() => set(remove(tiers, candidate))}
              />
            ))}
          </li>
        ))}
      </ol>
      {settings.allowUnacceptable && (
        <label className={parts.option}>
          <input
            type="checkbox"
            name={`${id}-unacceptable`}
            checked={value?.allUnacceptable ?? false}
            onChange={() => onChange(toggleUnacceptable(value))}
          />
          {t("kinds.ranking.allUnacceptable")} <KeyHint name="0" />
        </label>
      )}
      <output className={parts.spoken}>{inWords(tiers)}</output>
    </div>
  );
}

interface PlacedProps {
  candidate: number;
  first: boolean;
  last: boolean;
  canJoin: boolean;
  onMove(by: -1 | 1): void;
  onJoin(): void;
  onRemove(): void;
}

/** One response in the order, with the buttons that move it. */
function Placed({ candidate, first, last, canJoin, onMove, onJoin, onRemove }: PlacedProps) {
  const response = responseName(candidate);
  return (
    <span className={styles.placed}>
      <span className={styles.name}>{response}</span>
      <Move
        label={t("kinds.ranking.raise", { response })}
        sign="↑"
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <Move
        label={t("kinds.ranking.lower", { response })}
        sign="↓"
        disabled={last}
        onClick={() => onMove(1)}
      />
      {canJoin && (
        <Move label={t("kinds.ranking.join", { response })} sign="=" disabled={false} onClick={onJoin} />
      )}
      <Move label={t("kinds.ranking.remove", { response })} sign="×" disabled={false} onClick={onRemove} />
    </span>
  );
}

function Move({
  label,
  sign,
  disabled,
  onClick,
}: {
  label: string;
  sign: string;
  disabled: boolean;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      className={styles.move}
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function Viewer({ value }: ViewerProps<Settings, Value>) {
  return (
    <div>
      {value.allUnacceptable && <p className={parts.hint}>{t("kinds.ranking.allUnacceptable")}</p>}
      <ol className={parts.list}>
        {value.tiers.map((tier) => (
          <li key={tier.join("=")}>{namesOf(tier)}</li>
        ))}
      </ol>
    </div>
  );
}

/** Digits append a response, = ties the last two places, 0 says that all are unacceptable, Backspace goes back. */
export const ranking: ViewOf<"ranking"> = {
  Editor,
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

/** The value with other tiers; undefined where nothing is left to say. */
function ranked(value: Draft<Value> | undefined, tiers: number[][]): Ranks | undefined {
  return tiers.length > 0 || value?.allUnacceptable ? { ...value, tiers } : undefined;
}

function toggleUnacceptable(value: Draft<Value> | undefined): Ranks | undefined {
  const { allUnacceptable, ...rest } = { ...value, tiers: value?.tiers ?? [] };
  if (!allUnacceptable) return { ...rest, allUnacceptable: true };
  return rest.tiers.length > 0 ? rest : undefined;
}

function namesOf(tier: readonly number[]): string {
  const names = tier.map((candidate) => responseName(candidate)).join(" = ");
  return tier.length > 1 ? `${names} (${t("kinds.ranking.tied")})` : names;
}

function inWords(tiers: readonly number[][]): string {
  return tiers.length > 0
    ? t("kinds.ranking.order", { order: tiers.map(namesOf).join(", ") })
    : t("kinds.ranking.empty");
}
