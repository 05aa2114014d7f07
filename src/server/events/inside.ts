import type { EventEntry } from "#contract/events.ts";
import type { Change, Subscriber } from "../db/open-change.ts";

export type { Subscriber } from "../db/open-change.ts";

type Kind = EventEntry["kind"];
/** An event of a kind, as a change writes it. */
export type EntryOf<K extends Kind> = Extract<EventEntry, { kind: K }>;

/**
 * Runs within the transaction in which something happens: both are kept or neither. It runs behind the verb, in the
 * order of the events and then of the list in `server/subscribers.ts`; events that it writes are told to others too.
 * Events that a statement writes by itself (claims, expired leases) are for followers alone.
 */
export function inside<K extends Kind>(
  kind: K,
  run: (tx: Change, event: EntryOf<K>) => Promise<void>,
): Subscriber {
  return { kind, run: (tx, event) => run(tx, event as EntryOf<K>) };
}
