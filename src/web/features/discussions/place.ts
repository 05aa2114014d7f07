import type { Anchor } from "#content/index.ts";
import type { Subject, Thread } from "#contract/discussions.ts";
import { useChange, useRead } from "./api.ts";

/** What a discussion is about: an item, or something else of a project. */
export type Place = { project: string; item: string } | ({ project: string } & Subject);

export interface ThreadsRead {
  threads: readonly Thread[] | undefined;
  error: unknown;
  retry: () => void;
}

/** The threads of a place that the reader may see. */
export function useThreads(place: Place): ThreadsRead {
  const { project } = place;
  const item = "item" in place ? place.item : null;
  const onItem = useRead(
    "discussions",
    "list",
    { params: { project, item: item ?? "" } },
    { enabled: item !== null },
  );
  const query = "item" in place ? NOTHING : { subject: place.subject, id: place.id };
  const there = useRead("discussions", "listOn", { params: { project }, query }, { enabled: item === null });
  const read = item === null ? there : onItem;
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
  const there = useChange("discussions", "startOn", { onDone });
  const start = (said: Said, anchor: Anchor | null): void => {
    const { project } = place;
    if ("item" in place) onItem.mutate({ params: { project, item: place.item }, body: { ...said, anchor } });
    else there.mutate({ params: { project }, body: { ...said, subject: place.subject, id: place.id } });
  };
  const used = "item" in place ? onItem : there;
  return { start, busy: used.isPending, error: used.error };
}
