import { memo, type ReactNode, useEffect, useState } from "react";
import type { StageKindName } from "#workflow/stages/index.ts";
import { neededItems } from "../../frame/roles.ts";
import { withUnseen } from "../../kinds/unseen.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { said } from "../../ui/messages/index.ts";
import { navigate } from "../../ui/routing.ts";
import { useRead } from "./api.ts";
import type { Errand } from "./keeping/errands.ts";
import type { Letter, OutboxState } from "./keeping/outbox.ts";
import type { WorkSession } from "./keeping/session.ts";
import { activeTime } from "./keeping/time-spans.ts";
import type { Running } from "./use-session.ts";
import { t } from "./words.ts";
import css from "./work-bar.module.css";

interface BarProps {
  running: Running;
  project: string;
  done: number;
  work: StageKindName | null;
  mail: OutboxState<Errand>;
  /** The tools of the screen. */
  children: ReactNode;
}

/** Where one is, how far the project and the day are, and whether the server can be reached. */
export const WorkBar = memo(function WorkBar(props: BarProps): ReactNode {
  const { running, project, done, work, mail, children } = props;
  const about = useRead("projects", "get", { params: { project } }, { every: 60_000 });
  const { refetch } = about;
  useEffect(() => {
    // A page that was opened without a connection does not know yet where it is.
    if (mail.reachable) void refetch();
  }, [mail.reachable, refetch]);
  return (
    <>
      <header className={css.bar}>
        <a href="/" className={css.home} aria-label={t("work.leave")} title={t("work.leave")}>
          <Icon name="back" />
        </a>
        <h1 className={css.title}>{about.data?.name ?? t(`work.title.${work ?? "answer"}`)}</h1>
        <div className={css.facts}>
          <span>{t("work.doneHere", { count: done })}</span>
          {about.data && (
            <span className={css.wide}>
              {t("work.projectDone", { done: about.data.progress.done, count: neededItems(about.data) })}
            </span>
          )}
          {work && <Clock running={running} />}
        </div>
        {!mail.reachable && (
          <Badge tone="warn">
            <Icon name="offline" size={14} />
            {mail.waiting.length > 0
              ? t("work.offlineWaiting", { count: mail.waiting.length })
              : t("work.offline")}
          </Badge>
        )}
        {children}
      </header>
      {mail.signedOut && (
        <div className={css.notice} role="alert">
          <p>{t("work.signedOut")}</p>
          <LinkButton small href={`/sign-in?next=${encodeURIComponent(window.location.pathname)}`}>
            {t("work.signIn")}
          </LinkButton>
        </div>
      )}
      {mail.refused.map((letter) => (
        <RefusedLetter key={letter.id} letter={letter} running={running} />
      ))}
    </>
  );
});

/** What the server did not take, with what was written. */
export function RefusedLetter({ letter, running }: { letter: Letter<Errand>; running: Running }): ReactNode {
  return (
    <div className={css.notice} role="alert">
      <p>
        {t("work.refused", { reason: said(letter.refused?.message ?? "") })}{" "}
        <q dir="auto">{withUnseen(letter.errand.excerpt)}</q>
      </p>
      {letter.errand.kind !== "release" && (
        <Button small onClick={() => void reopen(running, letter.id, letter.errand)}>
          {t("work.refused.open")}
        </Button>
      )}
      <Button small look="quiet" onClick={() => void running.outbox.remove(letter.id)}>
        {t("work.refused.discard")}
      </Button>
    </div>
  );
}

async function reopen({ outbox }: Running, letter: string, errand: Errand): Promise<void> {
  await outbox.remove(letter);
  const { project, assignment } = errand;
  navigate(hrefOf("/projects/:project/work", { project }, { assignment }));
}

/** Minutes and seconds of work on this item, time away not counted. */
function Clock({ running }: { running: Running }): ReactNode {
  const { session } = running;
  const [seconds, setSeconds] = useState(() => secondsOf(session));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsOf(session)), 1_000);
    return () => clearInterval(timer);
  }, [session]);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span className={css.clock} title={t("work.clock")}>
      <Icon name="clock" size={14} />
      <span role="timer" aria-label={t("work.clock")}>
        {text}
      </span>
    </span>
  );
}

function secondsOf(session: WorkSession): number {
  const { current } = session.snapshot();
  return current ? Math.floor(activeTime(current.spans, Date.now() - current.openedAt) / 1000) : 0;
}
