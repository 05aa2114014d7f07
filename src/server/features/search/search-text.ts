import type pg from "pg";
import { addPosition, CHUNK, type PositionSet } from "./position-set.ts";
import type { Owner } from "./stored-sets.ts";

/** How many items that are not indexed yet are searched as they are. */
const MOST_NEW = 200;
/** Items that a frequent word is looked for in, before all places where it occurs are collected: few, then more. */
const GLANCES = [500, 4_000];
/** Searches whose results are kept: a million items are at most 125 kB of them. */
const KEPT = 32;

/** Words as people type them, every one also as the beginning of a longer word; quotes, OR and - work as usual. */
const PARSE = `select regexp_replace(websearch_to_tsquery('simple', $1)::text, '''(?=$|[ )])', ''':*', 'g') as words`;

const FOUND = `
select (position / ${CHUNK})::int as chunk, string_agg(int2send((position % ${CHUNK})::smallint), '') as members
from item_text where project_id = $1 and org_id = $2 and words @@ $3::tsquery group by 1`;

/** A search in PostgreSQL's terms; empty where nothing in it is a word. */
export async function parseWords(pool: pg.Pool, text: string): Promise<string> {
  return (await pool.query<{ words: string }>(PARSE, [text])).rows[0]!.words;
}

/** Searches the texts of a project's items; results are kept until more texts are indexed. */
export async function searchText(
  pool: pg.Pool,
  owner: Owner,
  words: string,
): Promise<{ set: PositionSet; complete: boolean }> {
  if (words === "") return { set: new Map(), complete: true };
  const { rows } = await pool.query<{ position: number; matches: boolean }>(
    `select position, item_words(shown) @@ $3::tsquery as matches from item_now
     where project_id = $1 and org_id = $2
       and position > coalesce((select text_position from item_index where project_id = $1), 0)
     order by position limit ${MOST_NEW + 1}`,
    [owner.project, owner.org, words],
  );
  const indexed = await searchIndexed(pool, owner, words);
  const fresh = rows.filter((row) => row.matches);
  if (fresh.length === 0) return { set: indexed, complete: rows.length <= MOST_NEW };
  const set: PositionSet = new Map([...indexed].map(([chunk, members]) => [chunk, members.slice()]));
  for (const { position } of fresh) addPosition(set, position);
  return { set, complete: rows.length <= MOST_NEW };
}

const kept = new WeakMap<pg.Pool, Map<string, PositionSet>>();

async function searchIndexed(pool: pg.Pool, owner: Owner, words: string): Promise<PositionSet> {
  const { rows: index } = await pool.query<{ text_position: number; taken_back: number }>(
    "select text_position, taken_back from item_index where project_id = $1 and org_id = $2",
    [owner.project, owner.org],
  );
  if (!index[0]) return new Map();
  const key = [owner.project, index[0].text_position, index[0].taken_back, words].join(" ");
  const searches = kept.get(pool) ?? new Map<string, PositionSet>();
  kept.set(pool, searches);
  const known = searches.get(key);
  if (known) return known;
  const { rows } = await pool.query<{ chunk: number; members: Buffer }>(FOUND, [
    owner.project,
    owner.org,
    words,
  ]);
  const set: PositionSet = new Map();
  for (const { chunk, members } of rows) {
    for (let at = 0; at < members.length; at += 2) addPosition(set, chunk * CHUNK + members.readUInt16BE(at));
  }
  searches.set(key, set);
  const [oldest] = searches.keys();
  if (searches.size > KEPT) searches.delete(oldest!);
  return set;
}

/**
 * A page of a frequent word's results, found by reading on in order; null where they are not so close together, or
 * where texts are not indexed yet.
 * @returns `limit` positions behind `after`, and about how many there are in all
 */
export async function glance(
  pool: pg.Pool,
  owner: Owner,
  asked: { words: string; after: number | null; descending: boolean; limit: number },
): Promise<{ positions: number[]; about: number } | null> {
  const [beyond, order] = asked.descending ? ["<", "desc"] : [">", ""];
  const after = asked.after ?? (asked.descending ? Number.MAX_SAFE_INTEGER : -1);
  for (const reach of GLANCES) {
    const found = await look(reach);
    const last = found.at(-1);
    if (last && found.length === asked.limit) {
      const about = Math.round((found.length / last.read) * last.size);
      return { positions: found.map((row) => row.position), about };
    }
    if ((found.length / reach) * GLANCES.at(-1)! < asked.limit / 2) break; // a rare word
  }
  return null;

  async function look(reach: number): Promise<{ position: number; read: number; size: number }[]> {
    const { rows } = await pool.query<{ position: number; read: number; size: number }>(
      `select position, read, size from (
       select position, words, row_number() over (order by position ${order}) as read,
         (select items from item_index where project_id = $1) as size
       from item_text where project_id = $1 and org_id = $2 and position ${beyond} $3
       order by position ${order} limit ${reach}) near
     where words @@ $4::tsquery
       and not exists (select from item_now where project_id = $1
         and position > (select text_position from item_index where project_id = $1))
     order by read limit $5`,
      [owner.project, owner.org, after, asked.words, asked.limit],
    );
    return rows;
  }
}
