import { randomInt } from "node:crypto";
import type pg from "pg";
import type { Reading } from "#contract/guide-audience.ts";
import { type Change, change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import type { Context } from "../../../http/context.ts";

/** Without letters and digits that are mistaken for one another in print. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const newCode = () => Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

interface Read {
  guide: string;
  /** Null: the draft. */
  version: string | null;
}

const THIS_HOUR = `
select n.name, r.at, r.code from guide_reading r join name_of n on n.agent_id = r.agent_id
where r.agent_id = $1 and r.org_id = $2 and r.guide_id = $3 and r.version_id is not distinct from $4
  and r.hour = date_trunc('hour', clock(), 'UTC')`;

/**
 * Writes down that the caller reads what is confidential in a guide, once in each hour: a page asks many times, and who
 * leaves a code on a picture of the screen is known to the hour.
 * @returns what stands on the text
 */
export async function noteReading(
  { services: { database }, caller, org }: Pick<Context, "services" | "caller" | "org">,
  read: Read,
): Promise<Reading> {
  const noted = await find(database.pool, { org, agent: caller.id, ...read });
  if (noted) return noted;
  // Not under the request's idempotency key, which is for what the request changes itself.
  await change(database, { org, agent: caller.id }, (tx) => insert(tx, read));
  return (await find(database.pool, { org, agent: caller.id, ...read }))!;
}

async function find(
  client: pg.Pool,
  { org, agent, guide, version }: Read & { org: string; agent: string },
): Promise<Reading | undefined> {
  return (await client.query<Reading>(THIS_HOUR, [agent, org, guide, version])).rows[0];
}

async function insert(tx: Change, { guide, version }: Read): Promise<void> {
  const reading = newId();
  const { rowCount } = await tx.client.query(
    `insert into guide_reading (id, org_id, guide_id, version_id, agent_id, code, audiences, hour, at)
     select $1, $2, $3, $4, $5, $6, array(
         select a.id from guide_audience_of($2, $5) a where a.guide_id = $3 and a.confidential and a.reads order by a.id),
       date_trunc('hour', now.at, 'UTC'), now.at
     from (select clock() as at) now
     on conflict (agent_id, guide_id, coalesce(version_id, guide_id), hour) do nothing`,
    [reading, tx.org, guide, version, tx.agent, newCode()],
  );
  if (rowCount !== 0) tx.event({ kind: "guide.read", body: { guide, version, reading } });
}
