import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Store } from "#storage/index.ts";
import { change } from "../../db/change.ts";
import type { Database } from "../../db/database.ts";
import type { Tick } from "../../jobs/jobs.ts";
import { erase } from "./erase-person.ts";

/** That a person was erased, by whom and when: ids alone, so that the list can be kept where backups are. */
const Erasure = z.object({ org: z.uuid(), person: z.uuid(), by: z.uuid(), at: z.iso.datetime() });
export type Erasure = z.infer<typeof Erasure>;

/** Kept beside the database, which may be replaced by a backup from before an erasure. */
const KEY = "erasures/people.jsonl";

/**
 * Reads a list of erasures, one JSON object a line.
 * @throws Error with one sentence where it is no such list
 */
export function readErasures(lines: string): Erasure[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line, at) => {
      try {
        return Erasure.parse(JSON.parse(line));
      } catch {
        throw new Error(`Line ${at + 1} of the list of erasures is not one: export the list again.`);
      }
    });
}

export const writeErasures = (list: readonly Erasure[]): string =>
  list.map((erasure) => `${JSON.stringify(erasure)}\n`).join("");

/** The list in the store; empty before the first erasure. */
async function listKept(store: Store): Promise<Erasure[]> {
  const lines = await text(store.read(KEY)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return readErasures(lines);
}

/** Adds erasures to the list in the store; those that it has already stay as they are. */
export async function keepErasures(store: Store, more: readonly Erasure[]): Promise<void> {
  const kept = await listKept(store);
  const known = new Set(kept.map(({ person }) => person));
  const added = more.filter(({ person }) => !known.has(person));
  if (added.length === 0) return;
  await store.write(KEY, toBytes(writeErasures([...kept, ...added])));
}

async function* toBytes(lines: string) {
  yield Buffer.from(lines);
}

/** Everyone who was erased, in this database or by the list in the store. */
export async function listErasures({ pool }: Pick<Database, "pool">, store: Store): Promise<Erasure[]> {
  const kept = await listKept(store);
  const { rows } = await pool.query<Erasure>(
    `select p.org_id as org, p.id as person, p.erased_at as at, coalesce((select e.agent_id from event e
       where e.org_id = p.org_id and e.kind = 'person.erased' and e.body->>'person' = p.id::text order by e.seq limit 1), p.id) as by
     from person p where p.erased_at is not null and p.id <> all ($1::uuid[]) order by p.erased_at`,
    [kept.map(({ person }) => person)],
  );
  return [...kept, ...rows];
}

/** Writes down who was erased, soon after it happened. */
export const noteErasures: Tick = {
  name: "note-erasures",
  everySeconds: 5,
  async run({ database, store }) {
    await keepErasures(store, await listErasures(database, store));
  },
};

/**
 * Erases again everyone on the list in the store whom the database still knows, as one that was restored from an
 * earlier backup does. Says how many.
 */
export async function repeatErasures(database: Database, store: Store): Promise<number> {
  let repeated = 0;
  for (const { org, person, by } of await listKept(store)) {
    const { rows } = await database.pool.query<{ agent: string }>(
      `select coalesce((select a.id from agent a where a.id = $3 and a.org_id = $2), p.id) as agent
       from person p where p.id = $1 and p.org_id = $2 and p.erased_at is null`,
      [person, org, by],
    );
    if (!rows[0]) continue;
    await change(database, { org, agent: rows[0].agent }, (tx) => erase(tx, person));
    repeated++;
  }
  return repeated;
}
