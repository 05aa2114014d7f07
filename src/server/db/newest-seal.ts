import type pg from "pg";

/** The newest seal of the event log: whoever notes it sees later whether the log's end was cut off. */
export interface NewestSeal {
  hash: string;
  /** The number of the last event that it covers. */
  event: string;
}

/** The newest seal in the view of this client; null where nothing is sealed yet. */
export async function newestSeal(client: pg.Pool | pg.ClientBase): Promise<NewestSeal | null> {
  const { rows } = await client.query<NewestSeal>(
    "select encode(hash, 'hex') as hash, last_seq::text as event from public.seal order by at desc, last_seq desc limit 1",
  );
  return rows[0] ?? null;
}
