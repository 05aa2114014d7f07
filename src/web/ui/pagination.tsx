import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { t } from "./messages/en.ts";
import css from "./page.module.css";

/**
 * Steps through a list that is read by key. The pages seen so far are remembered, so that one can go back; also by the
 * browser, so that a look at one row does not lead back to the first page.
 * @param list which list it is, e.g. its filters: another one starts at its first page
 */
export function usePages(list: string): {
  after: string | undefined;
  page: number;
  forward: (next: string) => void;
  back: () => void;
} {
  const [seen, setSeen] = useState(() => ({ list, trail: trailOfEntry() }));
  if (seen.list !== list) setSeen({ list, trail: [] });
  const { trail } = seen;
  const go = (next: string[]) => {
    setSeen({ list, trail: next });
    window.history.replaceState({ ...window.history.state, trail: next }, "");
  };
  return {
    after: trail.at(-1),
    page: trail.length + 1,
    // The page that is still shown while the next one is on its way leads to that once more.
    forward: (next) => next !== trail.at(-1) && go([...trail, next]),
    back: () => go(trail.slice(0, -1)),
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
  const [first, last] = [pages.page === 1, next === null];
  if (first && last) return children ? <p className={css.count}>{children}</p> : null;
  return (
    <nav className={css.pagination} aria-label={t("ui.page")}>
      {/* Not `disabled`, which would take the focus from who has just pressed it. */}
      <Button small icon="left" aria-disabled={first} onClick={() => !first && pages.back()}>
        {t("ui.previous")}
      </Button>
      <span className={css.count}>{children}</span>
      <Button small icon="right" aria-disabled={last} onClick={() => next !== null && pages.forward(next)}>
        {t("ui.next")}
      </Button>
    </nav>
  );
}
