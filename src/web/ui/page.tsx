import { type ReactNode, useEffect, useRef } from "react";
import hidden from "./hidden.module.css";
import { t } from "./messages/en.ts";
import css from "./page.module.css";

interface PageProps {
  title: string;
  /** The pages above this one, outermost first. */
  breadcrumbs?: readonly { title: string; href: string }[];
  /** Beside the title: a badge, a count. */
  beside?: ReactNode;
  /** What can be done here, the main thing last. */
  actions?: ReactNode;
  /** Reading width rather than the whole screen. */
  narrow?: boolean;
  children: ReactNode;
}

let first = true;

/** A page with its heading. It takes the focus when it comes, so that the keyboard and screen readers start there. */
export function Page({ title, breadcrumbs, beside, actions, narrow, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    const focused = document.activeElement;
    if (first) first = false;
    // Whoever came by a link of a navigation that stays is not left behind there.
    else if (!focused || focused === document.body || focused.closest("nav")) heading.current?.focus();
  }, []);
  return (
    <div className={narrow ? `${css.page} ${css.narrow}` : css.page}>
      <header className={css.head}>
        <div className={css.titles}>
          {breadcrumbs && breadcrumbs.length > 0 && (
            <nav aria-label={t("ui.breadcrumbs")}>
              <ol className={css.crumbs}>
                {breadcrumbs.map((crumb) => (
                  <li key={crumb.href}>
                    <a href={crumb.href}>{crumb.title}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div className={css.heading}>
            <h1 ref={heading} tabIndex={-1}>
              {/* Until the name of a thing has arrived its page keeps the place of the heading. */}
              {title || <span className={hidden.hidden}>Plumbline</span>}
              {title ? "" : "\u00a0"}
            </h1>
            {beside}
          </div>
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page under a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <section className={css.section}>
      <header className={css.sectionHead}>
        <h2>{title}</h2>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** The name of the page in the browser's tab and history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Plumbline` : "Plumbline";
  }, [title]);
}
