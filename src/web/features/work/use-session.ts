import { useEffect, useState } from "react";
import type { StageKindName } from "#workflow/stages/index.ts";
import { toast } from "../../ui/toast.tsx";
import { useWatched } from "../../ui/watched.ts";
import { api } from "./api.ts";
import { backgroundOf, later } from "./keeping/background.ts";
import type { Errand } from "./keeping/errands.ts";
import { keptWork } from "./keeping/held.ts";
import type { Outbox } from "./keeping/outbox.ts";
import { WorkSession } from "./keeping/session.ts";
import type { SessionState, TabNews } from "./keeping/session-types.ts";
import { t } from "./words.ts";

export interface Running {
  session: WorkSession;
  outbox: Outbox<Errand>;
}

interface Which {
  person: string;
  project: string;
  stage?: StageKindName | undefined;
  /** A named piece of work rather than the next one. */
  assignment?: string | undefined;
}

/** Starts a stream of work when the page comes and ends it when the page goes. */
export function useSession({ person, project, stage, assignment }: Which): Running | null {
  const [running, setRunning] = useState<Running | null>(null);
  useEffect(() => {
    let ended = false;
    let stop = () => undefined as unknown;
    void begin({ person, project, stage, assignment }).then((begun) => {
      if (ended) return begun.stop();
      stop = begun.stop;
      setRunning(begun);
    });
    return () => {
      ended = true;
      setRunning(null);
      stop();
    };
  }, [person, project, stage, assignment]);
  return running;
}

/** What the session shows, drawn anew at each change. */
export function useSessionState(session: WorkSession): SessionState {
  return useWatched(session);
}

async function begin({ person, project, stage, assignment }: Which): Promise<Running & { stop: () => void }> {
  const { store, outbox } = await backgroundOf(person);
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("plumbline-work");
  const session = new WorkSession({
    project,
    stage,
    api,
    outbox,
    later,
    kept: keptWork(store, person, project),
    now: Date.now,
    tell: (news) => channel?.postMessage(news),
    notify: (what) =>
      toast(
        {
          "handed-back": t("work.handedBack"),
          "too-late": t("work.tooLate"),
          "done-elsewhere": t("work.doneElsewhere"),
        }[what],
        { seconds: 10 },
      ),
  });
  if (channel) channel.onmessage = (event: MessageEvent<TabNews>) => session.heard(event.data);
  const onHide = () => document.visibilityState === "hidden" && session.away();
  const onShow = () => document.visibilityState === "visible" && session.activity("read");
  const onOnline = () => void session.retry();
  const onLeave = () => void session.stop();
  document.addEventListener("visibilitychange", onHide);
  document.addEventListener("visibilitychange", onShow);
  window.addEventListener("online", onOnline);
  window.addEventListener("pagehide", onLeave);
  void session.start(assignment);
  return {
    session,
    outbox,
    stop: () => {
      document.removeEventListener("visibilitychange", onHide);
      document.removeEventListener("visibilitychange", onShow);
      window.removeEventListener("online", onOnline);
      window.removeEventListener("pagehide", onLeave);
      if (channel) channel.onmessage = null;
      void session.stop().then(() => channel?.close());
    },
  };
}
