import { useLayoutEffect, useRef } from "react";
import hidden from "../ui/hidden.module.css";
import { digitOfPlace, KeyHint } from "./options.tsx";
import parts from "./parts.module.css";
import styles from "./ranking.module.css";
import { join, move, place, remove, unplaced } from "./ranking-moves.ts";
import { orderInWords, ranked, toggleUnacceptable } from "./ranking-value.ts";
import type { EditorProps, SettingsOf, ValueOf } from "./view.ts";
import { responseName, t } from "./words.ts";

type Tiers = readonly number[][];
type Verb = "raise" | "lower" | "join" | "remove";

const VERBS: Record<Verb, { sign: string; apply(tiers: Tiers, candidate: number): number[][] }> = {
  raise: { sign: "↑", apply: (tiers, candidate) => move(tiers, candidate, -1) },
  lower: { sign: "↓", apply: (tiers, candidate) => move(tiers, candidate, 1) },
  join: { sign: "=", apply: join },
  remove: { sign: "×", apply: remove },
};

/** Responses in order, each with buttons that move it; those without a place wait above. */
export function RankingEditor(props: EditorProps<SettingsOf<"ranking">, ValueOf<"ranking">>) {
  const { value, settings, shape, onChange } = props;
  const tiers = value?.tiers ?? [];
  const waiting = unplaced(tiers, shape.candidates);
  const { group, thenFocus, watch } = useFocusAfterMove();

  const change = (next: number[][], ...focus: string[]) => {
    thenFocus(focus);
    onChange(ranked(value, next));
  };
  const apply = (verb: Verb, candidate: number) => {
    const own = `[data-response="${candidate}"]`;
    change(VERBS[verb].apply(tiers, candidate), `${own}[data-verb="${verb}"]`, `${own}[data-verb]`, own);
  };

  return (
    <fieldset
      ref={group}
      {...watch}
      className={parts.group}
      data-part=""
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
    >
      <p className={parts.hint}>
        {t(settings.allowTies ? "kinds.ranking.hint" : "kinds.ranking.hintNoTies")}
      </p>
      {waiting.length > 0 && (
        <fieldset className={`${parts.options} ${styles.waiting}`} aria-labelledby={`${props.id}-waiting`}>
          <span id={`${props.id}-waiting`} className={styles.place}>
            {t("kinds.ranking.unplaced")}
          </span>
          {waiting.map((candidate) => (
            <button
              key={candidate}
              type="button"
              className={parts.option}
              data-response={candidate}
              onClick={() => change(place(tiers, candidate), "button:not([data-verb])", "[data-verb]")}
            >
              {responseName(candidate)} <KeyHint name={digitOfPlace(candidate)} />
            </button>
          ))}
        </fieldset>
      )}
      <ol className={styles.tiers}>
        {tiers.map((tier, at) => (
          <li key={tier.join("=")} className={styles.tier}>
            <span className={styles.place}>{t("kinds.ranking.place", { place: at + 1 })}</span>
            {tier.map((candidate) => (
              <span key={candidate} className={styles.placed}>
                <span className={styles.name}>{responseName(candidate)}</span>
                {verbsFor(settings.allowTies).map((verb) => (
                  <Move
                    key={verb}
                    verb={verb}
                    candidate={candidate}
                    idle={isIdle(verb, tiers, at)}
                    onMove={() => apply(verb, candidate)}
                  />
                ))}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {settings.allowUnacceptable && (
        <label className={`${parts.option} ${styles.apart}`}>
          <input
            type="checkbox"
            name={`${props.id}-unacceptable`}
            checked={value?.allUnacceptable ?? false}
            onChange={() => onChange(toggleUnacceptable(value))}
          />
          {t("kinds.ranking.allUnacceptable")} <KeyHint name="0" />
        </label>
      )}
      <output className={hidden.hidden}>{orderInWords(tiers)}</output>
    </fieldset>
  );
}

interface MoveProps {
  verb: Verb;
  candidate: number;
  /** It would change nothing; the button stays, so that the focus does too. */
  idle: boolean;
  onMove(): void;
}

function Move({ verb, candidate, idle, onMove }: MoveProps) {
  const label = t(`kinds.ranking.${verb}`, { response: responseName(candidate) });
  return (
    <button
      type="button"
      className={styles.move}
      data-response={candidate}
      data-verb={verb}
      aria-label={label}
      title={label}
      aria-disabled={idle || undefined}
      onClick={idle ? undefined : onMove}
    >
      <span aria-hidden="true">{VERBS[verb].sign}</span>
    </button>
  );
}

function verbsFor(allowTies: boolean): Verb[] {
  return allowTies ? ["raise", "lower", "join", "remove"] : ["raise", "lower", "remove"];
}

function isIdle(verb: Verb, tiers: Tiers, at: number): boolean {
  if (verb === "remove") return false;
  if (verb === "join") return at === 0;
  return tiers[at]!.length === 1 && at === (verb === "raise" ? 0 : tiers.length - 1);
}

/** A control that moves or goes away loses the focus; afterwards it is put where the person would go on. */
function useFocusAfterMove() {
  const group = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<string[]>([]);
  const within = useRef(false);
  useLayoutEffect(() => {
    // A digit placed the response whose button had the focus.
    if (within.current && document.activeElement === document.body && wanted.current.length === 0) {
      wanted.current = ["button:not([data-verb])", "[data-verb]"];
    }
    for (const selector of wanted.current.splice(0)) {
      const found = group.current?.querySelector<HTMLElement>(selector);
      if (found) return found.focus();
    }
  });
  return {
    group,
    watch: {
      onFocus: () => {
        within.current = true;
      },
      onBlur: () => {
        within.current = false;
      },
    },
    /** The first of these selectors that finds something gets the focus. */
    thenFocus: (selectors: string[]) => {
      wanted.current = selectors;
    },
  };
}
