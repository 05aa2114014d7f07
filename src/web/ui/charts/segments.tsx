import { type ReactNode, useId } from "react";
import { formatNumber } from "../messages/index.ts";
import css from "./charts.module.css";

/** How a part is filled: told apart without colour, on paper too. */
export type Fill = "solid" | "hatched" | "striped" | "dotted" | "crossed" | "empty";

export interface Segment {
  name: string;
  title: string;
  value: number;
  fill: Fill;
}

/** A whole cut into its parts, in one bar; with a legend that carries the numbers. */
export function Segments({ segments, small }: { segments: readonly Segment[]; small?: boolean }): ReactNode {
  const id = useId().replaceAll(":", "");
  const whole = segments.reduce((sum, segment) => sum + segment.value, 0);
  const starts = segments.map((_, at) => sumOf(segments.slice(0, at)) / (whole || 1));
  return (
    <div className={css.segments}>
      <svg width="100%" height={small ? 10 : 22} className={css.bar} aria-hidden="true">
        <Patterns id={id} />
        {whole === 0 && <rect x={0} y={0.5} width="100%" height={small ? 9 : 21} className={css.empty} />}
        {segments.map(({ name, title, value, fill }, at) =>
          value > 0 ? (
            <rect
              key={name}
              x={`${starts[at]! * 100}%`}
              y={0.5}
              width={`${(value / whole) * 100}%`}
              height={small ? 9 : 21}
              className={css[fill]}
              fill={patternOf(id, fill)}
            >
              <title>{`${title}: ${formatNumber(value)}`}</title>
            </rect>
          ) : null,
        )}
      </svg>
      {!small && (
        <ul className={css.legend} aria-hidden="true">
          {segments.map(({ name, title, value, fill }) => (
            <li key={name} className={css.entry}>
              <svg width={14} height={14} aria-hidden="true">
                <rect
                  x={0.5}
                  y={0.5}
                  width={13}
                  height={13}
                  className={css[fill]}
                  fill={patternOf(id, fill)}
                />
              </svg>
              {title} <span className={css.number}>{formatNumber(value)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sumOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.value, 0);
}

function patternOf(id: string, fill: Fill): string | undefined {
  return fill === "solid" || fill === "empty" ? undefined : `url(#${id}-${fill})`;
}

function Patterns({ id }: { id: string }): ReactNode {
  const common = { width: 6, height: 6, patternUnits: "userSpaceOnUse" } as const;
  return (
    <defs>
      <pattern id={`${id}-hatched`} {...common}>
        <rect width={6} height={6} className={css.dot} />
        <path d="M0 3h6" className={css.gap} />
      </pattern>
      <pattern id={`${id}-striped`} {...common}>
        <rect width={6} height={6} className={css.paper} />
        <path d="M-1 1l2-2M0 6l6-6M5 7l2-2" className={css.ink} />
      </pattern>
      <pattern id={`${id}-dotted`} {...common}>
        <rect width={6} height={6} className={css.paper} />
        <circle cx={3} cy={3} r={1.4} className={css.dot} />
      </pattern>
      <pattern id={`${id}-crossed`} {...common}>
        <rect width={6} height={6} className={css.paper} />
        <path d="M0 0l6 6M6 0l-6 6" className={css.faint} />
      </pattern>
    </defs>
  );
}
