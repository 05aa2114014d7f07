import type { Anchor } from "#content/index.ts";
import type { Thread } from "#contract/discussions.ts";
import { useChange, useRead } from "./api.ts";

/** What a discussion is about: an item, or the work in hand, whose item the reader must not know. */
export type Place = { project: string; item: string } | { project: string; assignment: string };

export interface ThreadsRead {
  threads: readonly Thread[] | undefined;
  error: unknown;
  retry: () => void;
}

/** The threads of a place that the reader may see. */
export function useThreads(place: Place): ThreadsRead {
  const onItem = "item" in place;
  const here = useRead(
    "discussions",
    "listHere",
    { params: { project: place.project, assignment: onItem ? "" : place.assignment } },
    { enabled: !onItem },
  );
  const there = useRead(
    "discussions",
    "list",
    { params: { project: place.project, item: onItem ? place.item : "" } },
    { enabled: onItem },
  );
  const read = onItem ? there : here;
  return { threads: read.data?.rows, error: read.error, retry: () => void read.refetch() };
}

export interface Said {
  text: string;
  mentions: string[];
}

/** Starts a thread at a place. */
export function useStart(place: Place, onDone: () => void) {
  const there = useChange("discussions", "start", { refreshes: ["items"], onDone });
  const here = useChange("discussions", "startHere", { onDone });
  const start = (said: Said, anchor: Anchor | null): void => {
    const body = { ...said, anchor };
    if ("item" in place) there.mutate({ params: { project: place.project, item: place.item }, body });
    else here.mutate({ params: { project: place.project, assignment: place.assignment }, body });
  };
  const used = "item" in place ? there : here;
  return { start, busy: used.isPending, error: used.error };
}
