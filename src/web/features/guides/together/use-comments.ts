import { useCallback, useEffect, useMemo, useState } from "react";
import type { Anchor, TextPlace } from "#content/index.ts";
import type { GuideThread } from "#contract/guide-comments.ts";
import { type Passages, stateOf, type Talk } from "../../discussions/index.ts";
import { useChange, useRead } from "../api.ts";
import type { Draft } from "../use-draft.ts";

const EVERY_MS = 5_000;

/** What people say about the entries of a guide. */
export interface Comments {
  threads: readonly GuideThread[];
  /** How people speak about the selected entry. */
  talk: Talk;
  passages: Passages;
}

/** The threads of a guide; those of the selected entry are read by being shown. */
export function useComments(draft: Draft, selected: string | undefined): Comments {
  const guide = draft.guide.id;
  const read = useRead("guideComments", "list", { params: { guide } }, { every: EVERY_MS });
  const start = useChange("guideComments", "start");
  const reply = useChange("guideComments", "reply");
  const resolve = useChange("guideComments", "resolve");
  const threads = read.data?.rows ?? NO_THREADS;
  const here = threads.filter(({ entry }) => entry === selected);
  useSeen(here);
  return {
    threads,
    talk: {
      threads: read.data && here,
      error: read.error,
      retry: () => void read.refetch(),
      people: read.data?.people ?? [],
      start: (said, anchor, onSuccess) =>
        selected &&
        start.mutate({ params: { guide, entry: selected }, body: { ...said, anchor } }, { onSuccess }),
      starting: start.isPending,
      startError: start.error,
      reply: (thread, body, onSuccess) => reply.mutate({ params: { guide, thread }, body }, { onSuccess }),
      resolve: (thread, resolved) => resolve.mutate({ params: { guide, thread }, body: { resolved } }),
      replying: stateOf(reply),
      resolving: stateOf(resolve),
    },
    passages: usePassages(draft, selected),
  };
}

const NO_THREADS: readonly GuideThread[] = [];
const same = (anchor: Anchor) => anchor;

/** The passage of the selected entry that one comments on; it is gone when another entry is selected. */
function usePassages({ live }: Draft, selected: string | undefined): Passages {
  const [passage, onPassage] = useState<Anchor | null>(null);
  const sourceOf = useCallback(
    (place: TextPlace) => {
      if (place.part !== "entry") return null;
      const content = live.find(({ id }) => id === place.entry)?.content as
        | Record<string, unknown>
        | undefined;
      const text = content?.[place.field];
      return typeof text === "string" ? text : null;
    },
    [live],
  );
  const isHere = passage?.place.part === "entry" && passage.place.entry === selected;
  return useMemo(
    () => ({
      sourceOf,
      passage: isHere ? passage : null,
      onPassage,
      toPage: same,
      toStored: same,
      noteOn: () => null,
    }),
    [sourceOf, passage, isHere],
  );
}

/** Marks as read what stands before the reader. */
function useSeen(threads: readonly GuideThread[]): void {
  const { mutate } = useChange("notices", "read", { refreshes: ["guideComments"] });
  const unread = threads.flatMap((thread) => thread.unread).join(" ");
  useEffect(() => {
    if (unread !== "") mutate({ body: { notices: unread.split(" ").slice(0, 200) } });
  }, [unread, mutate]);
}
