import type { Anchor } from "#content/index.ts";
import type { Subject, Thread } from "#contract/discussions.ts";
import { useChange, useRead } from "./api.ts";

/** What a discussion is about: an item, work that one has or had, or something else of a project. */
export type Place = { project: string } & ({ item: string } | { assignment: string } | Subject);

export interface ThreadsRead {
  threads: readonly Thread[] | undefined;
  error: unknown;
  retry: () => void;
}

/** The threads of a place that the reader may see. */
export function useThreads(place: Place): ThreadsRead {
  const { project } = place;
  const item = "item" in place ? place.item : null;
  const assignment = "assignment" in place ? place.assignment : null;
  const query = "subject" in place ? { subject: place.subject, id: place.id } : null;
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

export interface Said {
  text: string;
  mentions: string[];
}

/** Starts a thread at a place. */
export function useStart(place: Place, onDone: () => void) {
  const onItem = useChange("discussions", "start", { refreshes: ["items"], onDone });
  const onWork = useChange("discussions", "startHere", { onDone });
  const there = useChange("discussions", "startOn", { onDone });
  const start = (said: Said, anchor: Anchor | null): void => {
    const { project } = place;
    if ("item" in place) onItem.mutate({ params: { project, item: place.item }, body: { ...said, anchor } });
    else if ("assignment" in place)
      onWork.mutate({ params: { project, assignment: place.assignment }, body: { ...said, anchor } });
    else there.mutate({ params: { project }, body: { ...said, subject: place.subject, id: place.id } });
  };
  const used = "item" in place ? onItem : "assignment" in place ? onWork : there;
  return { start, busy: used.isPending, error: used.error };
}
