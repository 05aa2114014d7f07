import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { t } from "./messages/en.ts";
import css from "./page.module.css";

/**
 * Steps through a list that is read by key. The pages seen so far are remembered, so that one can go back; also by the
 * browser, so that a look at one row does not lead back to the first page.
 */
export function usePages(): {
  after: string | undefined;
  page: number;
  forward: (next: string) => void;
  back: () => void;
  reset: () => void;
} {
  const [trail, setTrail] = useState(trailOfEntry);
  const go = (next: string[]) => {
    setTrail(next);
    window.history.replaceState({ ...window.history.state, trail: next }, "");
  };
  return {
    after: trail.at(-1),
    page: trail.length + 1,
    forward: (next) => go([...trail, next]),
    back: () => go(trail.slice(0, -1)),
    reset: () => go([]),
  };
}

function trailOfEntry(): string[] {
  const { trail } = (window.history.state ?? {}) as { trail?: unknown };
  return Array.isArray(trail) ? trail.map(String) : [];
}

interface PaginationProps {
  pages: ReturnType<typeof usePages>;
  /** `next` of the page that is shown. */
  next: string | null;
  /** What is shown, e.g. "51-100 of 1,200". */
  children?: ReactNode;
}

/** Buttons to the previous and the next page. */
export function Pagination({ pages, next, children }: PaginationProps): ReactNode {
  if (pages.page === 1 && next === null) return children ? <p className={css.count}>{children}</p> : null;
  return (
    <nav className={css.pagination} aria-label={t("ui.page")}>
      <Button small icon="left" disabled={pages.page === 1} onClick={pages.back}>
        {t("ui.previous")}
      </Button>
      <span className={css.count}>{children}</span>
      <Button
        small
        icon="right"
        disabled={next === null}
        onClick={() => next !== null && pages.forward(next)}
      >
        {t("ui.next")}
      </Button>
    </nav>
  );
}
