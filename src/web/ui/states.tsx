import { type ReactNode, useEffect, useState } from "react";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { Button } from "./button.tsx";
import hidden from "./hidden.module.css";
import { Icon, type IconName } from "./icon.tsx";
import { t } from "./messages/en.ts";
import { said } from "./messages/index.ts";
import css from "./states.module.css";

interface EmptyProps {
  icon?: IconName;
  title: string;
  /** The next step, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here yet, and what to do about it. */
export function EmptyState({ icon = "box", title, children, action }: EmptyProps): ReactNode {
  return (
    <div className={css.state}>
      <Icon name={icon} size={28} />
      <p className={css.title}>{title}</p>
      {children && <div className={css.text}>{children}</div>}
      {action}
    </div>
  );
}

/** Keeps the place of what is on its way, and speaks up only when that takes a while. */
export function Loading({ lines = 4 }: { lines?: number }): ReactNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.loading} role="status" data-loading data-slow={slow}>
      <span className={hidden.hidden}>{slow ? t("ui.loading") : ""}</span>
      {[...Array(lines).keys()].map((line) => (
        <span key={line} className={css.line} aria-hidden="true" />
      ))}
    </div>
  );
}

interface ErrorProps {
  error: unknown;
  /** What is kept all the same; for pages on which something was typed. */
  safe?: string;
  onRetry?: () => void;
}

/** What happened, what is safe, and a way to try again. */
export function ErrorState({ error, safe, onRetry }: ErrorProps): ReactNode {
  return (
    <div className={css.state} role="alert">
      <Icon name={error instanceof ConnectionError ? "offline" : "warning"} size={28} />
      <p className={css.title}>{whatHappened(error)}</p>
      <p className={css.text}>{safe ?? t("ui.error.safe")}</p>
      {onRetry && (
        <Button icon="undo" onClick={onRetry}>
          {t("ui.retry")}
        </Button>
      )}
    </div>
  );
}

/** One line about an error, for a place beside what caused it. */
export function ErrorLine({ error }: { error: unknown }): ReactNode {
  if (!error) return null;
  return (
    <p className={css.errorLine} role="alert">
      <Icon name="warning" size={16} />
      {whatHappened(error)}
    </p>
  );
}

/** A sentence that a person understands. */
export function whatHappened(error: unknown): string {
  if (error instanceof ConnectionError) return t("ui.error.connection");
  if (error instanceof ApiError) {
    if (error.status === 404) return t("ui.error.missing");
    if (error.status === 403) return t("ui.error.forbidden");
    return said(error.problem.message);
  }
  return t("ui.error.unexpected");
}
