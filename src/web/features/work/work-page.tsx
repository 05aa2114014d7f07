import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { ConnectionError } from "#sdk/index.ts";
import { stageKind, stageKindNames } from "#workflow/stages/index.ts";
import { rememberedPerson } from "../../api.ts";
import { Refusal } from "../../frame/refusal.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { late } from "../../ui/late.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { useTitle } from "../../ui/page.tsx";
import { useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { useWatched } from "../../ui/watched.ts";
import { useRead } from "./api.ts";
import { viewOf } from "./stages/index.ts";
import { type Running, useSession, useSessionState } from "./use-session.ts";
import { t } from "./words.ts";
import { WorkBar } from "./work-bar.tsx";
import css from "./work-page.module.css";
import { WorkTools } from "./work-tools.tsx";
import { useView } from "./workspace.tsx";

/** Comes with its code when the guide has changed. */
const GateScreen = late(
  async () => (await import("./gate/gate-screen.tsx")).GateScreen,
  (_props, failed) =>
    failed ? <ErrorLine error={new ConnectionError(failed.cause)} /> : <Loading lines={8} />,
);

/** Comes after the work: a line that is seldom needed. */
const GuideNews = late(
  async () => (await import("./panels/guide-news.tsx")).GuideNews,
  () => null,
);

/** A person's stream of work in one project: one piece after the other, to answer or to review. */
export function WorkPage({ project }: { project: string }): ReactNode {
  const me = useRead("accounts", "me");
  const person = me.data?.id ?? rememberedPerson();
  if (!person && me.error) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  if (!person) return <Loading />;
  return <Stream person={person} project={project} />;
}

function Stream({ person, project }: { person: string; project: string }): ReactNode {
  const { search } = useLocation();
  const stage = search.get("stage");
  const running = useSession({
    person,
    project,
    stage: stageKindNames.find((kind) => kind === stage),
    assignment: search.get("assignment") ?? undefined,
  });
  if (!running) return <Loading lines={8} />;
  return <Work key={project} running={running} project={project} />;
}

function Work({ running, project }: { running: Running; project: string }): ReactNode {
  const { session, outbox } = running;
  const state = useSessionState(session);
  const mail = useWatched(outbox);
  const work = state.current?.assignment.work ?? "answer";
  useTitle(t(`work.title.${work}`));
  const view = useView(project);
  useSignsOfLife(running);
  const StageView = viewOf(state.current?.assignment);
  const layout = view.layout ?? state.current?.form.layout ?? "read-and-answer";
  const working = state.current !== null;
  const canUndo = state.undo !== null;
  const [nothingToRead, setNothingToRead] = useState(false);
  useEffect(() => {
    if (working) setNothingToRead(false);
  }, [working]);
  const goOn = useCallback(
    (hasRead: boolean) => {
      setNothingToRead(!hasRead);
      void session.retry();
    },
    [session],
  );
  const onPassed = useCallback(() => goOn(true), [goOn]);
  const onNothing = useCallback(() => goOn(false), [goOn]);
  const tools = useMemo(
    () => <WorkTools session={session} view={view} layout={layout} working={working} canUndo={canUndo} />,
    [session, view, layout, working, canUndo],
  );
  return (
    <div className={css.screen}>
      <WorkBar
        running={running}
        project={project}
        done={state.done}
        work={state.current?.assignment.work ?? null}
        mail={mail}
      >
        {tools}
      </WorkBar>
      {state.current && <GuideNews held={state.current} />}
      {state.phase === "working" && state.current ? (
        <StageView
          key={state.current.assignment.id}
          session={session}
          held={state.current}
          lost={state.lost}
          view={view}
        />
      ) : state.phase === "empty" && state.reason === "gate" ? (
        <GateScreen
          project={project}
          view={view}
          onPassed={onPassed}
          onNothing={nothingToRead ? null : onNothing}
        />
      ) : (
        <div className={css.between}>
          <Between project={project} running={running} state={state} waiting={mail.waiting.length} />
        </div>
      )}
    </div>
  );
}

function Between({
  project,
  running: { session },
  state,
  waiting,
}: {
  project: string;
  running: Running;
  state: ReturnType<typeof useSessionState>;
  waiting: number;
}): ReactNode {
  const again = () => void session.retry();
  if (state.phase === "failed")
    return <Refusal project={project} error={state.error} safe={t("work.safe")} onRetry={again} />;
  if (state.phase === "unreachable") {
    return (
      <EmptyState
        icon="offline"
        title={t("work.unreachable")}
        action={<Button onClick={again}>{words("ui.retry")}</Button>}
      >
        {t(waiting > 0 ? "work.unreachableHelp" : "work.unreachableNothing", { count: waiting })}
      </EmptyState>
    );
  }
  if (state.phase === "empty") {
    const reason = state.reason === "paused" || state.reason === "no-guide" ? state.reason : "none-left";
    return (
      <EmptyState
        icon={reason === "none-left" ? "check" : "pause"}
        title={t(`work.empty.${reason}`)}
        action={
          <div className={css.row}>
            <Button onClick={again}>{t("work.empty.look")}</Button>
            <LinkButton look="primary" href="/">
              {t("work.empty.home")}
            </LinkButton>
          </div>
        }
      >
        {t(`work.empty.${reason}Help`)}
      </EmptyState>
    );
  }
  return <Loading lines={8} />;
}

/** Typing is writing; moving, scrolling and clicking are reading, or checking where that is the work. */
function useSignsOfLife({ session }: Running): void {
  useEffect(() => {
    let last = 0;
    const live = (event: Event) => {
      const typed = event.type === "input";
      if (!typed && event.timeStamp - last < 1_000) return;
      last = event.timeStamp;
      const work = session.snapshot().current?.assignment.work;
      const reviewing = work !== undefined && stageKind(work).makes === "verdict";
      session.activity(typed ? "write" : reviewing ? "check" : "read");
    };
    const kinds = ["input", "keydown", "pointerdown", "pointermove", "scroll"] as const;
    for (const kind of kinds) document.addEventListener(kind, live, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, live, { capture: true });
    };
  }, [session]);
}
