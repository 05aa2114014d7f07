import type { Anchor } from "#content/index.ts";
import type { Subject } from "#contract/discussions.ts";
import { useChange, useRead } from "./api.ts";
import { type Said, stateOf, type Talk } from "./talk.ts";

/** What a discussion is about: an item, work that one has or had, or something else of a project. */
export type Place = { project: string } & (
  | { item: string }
  | { assignment: string }
  | (Subject & { part?: number })
);

/** The threads of a place that the reader may see. */
export function useThreads(place: Place): Pick<Talk, "threads" | "error" | "retry"> {
  const { project } = place;
  const item = "item" in place ? place.item : null;
  const assignment = "assignment" in place ? place.assignment : null;
  const query =
    "subject" in place
      ? { subject: place.subject, id: place.id, ...(place.part !== undefined && { part: place.part }) }
      : null;
  const params = { project, item: item ?? "", assignment: assignment ?? "" };
  const onItem = useRead("discussions", "list", { params }, { enabled: item !== null });
  const onWork = useRead("discussions", "listHere", { params }, { enabled: assignment !== null });
  const there = useRead(
    "discussions",
    "listOn",
    { params, query: query ?? NOTHING },
    { enabled: query !== null },
  );
  const read = item !== null ? onItem : assignment !== null ? onWork : there;
  return { threads: read.data?.rows, error: read.error, retry: () => void read.refetch() };
}
const NOTHING: Subject = { subject: "project", id: "" };

/** Speaks at a place: threads are read, started, answered and resolved there. */
export function useTalk(place: Place, mayWrite: boolean): Talk {
  const { project } = place;
  const onItem = useChange("discussions", "start", { refreshes: ["items"] });
  const onWork = useChange("discussions", "startHere");
  const there = useChange("discussions", "startOn");
  const reply = useChange("discussions", "reply", { refreshes: ["items"] });
  const resolve = useChange("discussions", "resolve", { refreshes: ["items"] });
  const people = useRead("discussions", "mentionable", { params: { project } }, { enabled: mayWrite });
  const start = (said: Said, anchor: Anchor | null, onSuccess: () => void): void => {
    const done = { onSuccess };
    if ("item" in place)
      onItem.mutate({ params: { project, item: place.item }, body: { ...said, anchor } }, done);
    else if ("assignment" in place)
      onWork.mutate({ params: { project, assignment: place.assignment }, body: { ...said, anchor } }, done);
    else {
      const { subject, id, part = null } = place;
      there.mutate({ params: { project }, body: { ...said, subject, id, part } }, done);
    }
  };
  const started = "item" in place ? onItem : "assignment" in place ? onWork : there;
  return {
    ...useThreads(place),
    people: people.data?.rows ?? [],
    start,
    starting: started.isPending,
    startError: started.error,
    reply: (thread, body, onSuccess) => reply.mutate({ params: { project, thread }, body }, { onSuccess }),
    resolve: (thread, resolved) => resolve.mutate({ params: { project, thread }, body: { resolved } }),
    replying: stateOf(reply),
    resolving: stateOf(resolve),
  };
}
