import { type ReactNode, useId, useRef } from "react";
import { t } from "./messages/en.ts";
import css from "./progress.module.css";

interface ProgressProps {
  label: ReactNode;
  /** From 0 to `of`; null where the end is not known. */
  value: number | null;
  of?: number;
  /** Say how long it still takes, from the pace so far. */
  timed?: boolean;
}

/** How far something is. */
export function Progress({ label, value, of = 1, timed }: ProgressProps): ReactNode {
  const id = useId();
  const start = useRef<{ at: number; value: number } | null>(null);
  if (timed && value !== null) start.current ??= { at: Date.now(), value };
  const share = value === null || of <= 0 ? null : Math.min(1, value / of);
  const left = timed && value !== null ? secondsLeft(start.current, value, of) : null;
  return (
    <div className={css.progress}>
      <div className={css.words}>
        <span id={id}>{label}</span>
        <span className={css.numbers}>
          {share !== null && t("ui.progress", { percent: Math.floor(share * 100) })}
          {left !== null && <> · {timeText(left)}</>}
        </span>
      </div>
      <progress className={css.bar} aria-labelledby={id} {...(share !== null && { value: share })} max={1} />
    </div>
  );
}

function timeText(seconds: number): string {
  if (seconds < 90) return t("ui.timeLeft.seconds", { count: Math.max(1, Math.round(seconds)) });
  return t("ui.timeLeft.minutes", { count: Math.round(seconds / 60) });
}

function secondsLeft(start: { at: number; value: number } | null, value: number, of: number): number | null {
  if (!start || value <= start.value || value >= of) return null;
  const seconds = (Date.now() - start.at) / 1000;
  return seconds < 3 ? null : (seconds / (value - start.value)) * (of - value);
}
