import type { Anchor } from "#content/index.ts";
import type { Thread } from "#contract/discussions.ts";
import type { PersonRef } from "#contract/entities.ts";

/** What a comment says, and whom it mentions. */
export interface Said {
  text: string;
  mentions: string[];
}

/** A change of a thread that is on its way, or went wrong. */
export interface ThreadState {
  thread: string | undefined;
  busy: boolean;
  error: unknown;
}

/** The threads of one place, and how one speaks in them. */
export interface Talk {
  threads: readonly Thread[] | undefined;
  error: unknown;
  retry: () => void;
  /** Who can be mentioned. */
  people: readonly PersonRef[];
  start(said: Said, anchor: Anchor | null, onDone: () => void): void;
  starting: boolean;
  startError: unknown;
  reply(thread: string, said: Said, onDone: () => void): void;
  resolve(thread: string, resolved: boolean): void;
  replying: ThreadState;
  resolving: ThreadState;
}

/** How far the last change of a thread has come. */
export function stateOf(change: {
  variables?: { params: { thread: string } } | undefined;
  isPending: boolean;
  error: unknown;
}): ThreadState {
  return { thread: change.variables?.params.thread, busy: change.isPending, error: change.error };
}
