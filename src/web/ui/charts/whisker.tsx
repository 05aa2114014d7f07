import type { ReactNode } from "react";
import css from "./charts.module.css";

interface WhiskerProps {
  value: number;
  low: number;
  high: number;
  /** The ends of the scale. */
  from?: number;
  to?: number;
}

/** An estimate with its interval on a scale, small enough for a table; the numbers stand beside it as text. */
export function Whisker({ value, low, high, from = 0, to = 1 }: WhiskerProps): ReactNode {
  const at = (x: number) => `${(Math.min(Math.max((x - from) / (to - from), 0), 1) * 90 + 5).toFixed(2)}%`;
  return (
    <svg width={96} height={14} className={css.whisker} aria-hidden="true">
      <line x1="5%" x2="95%" y1={7} y2={7} className={css.axis} />
      <line x1={at(low)} x2={at(high)} y1={7} y2={7} className={css.range} />
      <circle cx={at(value)} cy={7} r={4} className={css.point} />
    </svg>
  );
}
