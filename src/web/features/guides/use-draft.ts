import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { PersonRef } from "#contract/entities.ts";
import type { DraftEntry, GuideDraft } from "#contract/guide-drafts.ts";
import { whatHappened } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { api } from "./api.ts";
import { liveEntries, type Numbered, withChanges } from "./draft-state.ts";

const EVERY_MS = 2_000;

/** What an operation on the draft answers. */
interface Changed {
  rev: number;
  entries: DraftEntry[];
}

export interface Draft {
  guide: GuideDraft;
  title: string;
  /** Every entry that is in force, in reading order. */
  live: readonly Numbered[];
  retired: readonly DraftEntry[];
  /** The revision of the draft that is shown. */
  rev: number;
  people: readonly { person: PersonRef; entry: string | null }[];
  /** Takes over what an operation answered. */
  apply(changed: Changed): void;
  /** Runs an operation after those before it; what goes wrong is said. Resolves to whether it went well. */
  run(operation: () => Promise<Changed>): Promise<boolean>;
}

/** A draft as it stands for everybody: what others change appears within seconds. */
export function useDraft(guide: GuideDraft, at: string | null): Draft {
  const [entries, setEntries] = useState(() => withChanges(new Map(), guide.entries));
  const [{ rev, title }, setSeen] = useState({ rev: guide.rev, title: guide.title });
  const [people, setPeople] = useState<Draft["people"]>([]);
  const last = useRef<Promise<unknown>>(Promise.resolve());

  const ask = useEffectEvent(async () => {
    const query = { since: rev, ...(at && { at }) };
    const told = await api.guideDrafts.changes({ params: { guide: guide.id }, query });
    setEntries((now) => withChanges(now, told.entries));
    setSeen((now) => (now.rev === told.rev && now.title === told.title ? now : told));
    setPeople((now) => (JSON.stringify(now) === JSON.stringify(told.people) ? now : told.people));
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const loop = async () => {
      await ask().catch(() => {}); // the next round asks again
      if (!stopped) timer = setTimeout(loop, EVERY_MS);
    };
    void loop();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);

  const apply = useCallback((changed: Changed) => setEntries((now) => withChanges(now, changed.entries)), []);
  const run = useCallback(
    (operation: () => Promise<Changed>) => {
      const done = last.current.then(async () => {
        try {
          apply(await operation());
          return true;
        } catch (error) {
          toast(whatHappened(error), { tone: "bad" });
          return false;
        }
      });
      last.current = done;
      return done;
    },
    [apply],
  );
  const live = useMemo(() => liveEntries(entries), [entries]);
  const retired = useMemo(() => [...entries.values()].filter((entry) => entry.retired !== null), [entries]);
  const now = newestRev(rev, entries);
  return useMemo(
    () => ({ guide, title, live, retired, rev: now, people, apply, run }),
    [guide, title, live, retired, now, people, apply, run],
  );
}

/** What was changed here is known before the next round tells of it. */
const newestRev = (rev: number, entries: ReadonlyMap<string, DraftEntry>) =>
  Math.max(rev, ...[...entries.values()].map((entry) => entry.rev));
