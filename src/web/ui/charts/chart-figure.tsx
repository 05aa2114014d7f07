import { type ReactNode, useId } from "react";
import css from "./charts.module.css";
import { t } from "./words.ts";

interface ChartFigureProps {
  title: string;
  /** What the drawing shows, in a sentence: for those who do not see it. */
  summary: string;
  /** The same numbers as a table. */
  table: ReactNode;
  /** The level of the heading. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A drawing under its title, with its numbers as a table one key away. */
export function ChartFigure({ title, summary, table, level = 2, children }: ChartFigureProps): ReactNode {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <figure className={css.figure} aria-labelledby={id}>
      <Heading id={id} className={css.title}>
        {title}
      </Heading>
      <div role="img" aria-label={summary} className={css.drawing}>
        {children}
      </div>
      <details className={css.details}>
        <summary className={css.summary}>{t("charts.asTable")}</summary>
        {table}
      </details>
    </figure>
  );
}
