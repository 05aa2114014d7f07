import type pg from "pg";
import { type PositionSet, setOf } from "./position-set.ts";
import type { Owner } from "./stored-sets.ts";

/** More results than this are not collected: so frequent a word is soon found by reading on. */
const MOST = 10_000;
/** How many items that are not indexed yet are searched as they are. */
const MOST_NEW = 500;

/** Words as people type them, every one also as the beginning of a longer word; quotes, OR and - work as usual. */
const QUERY = `regexp_replace(websearch_to_tsquery('simple', $3)::text, '''(?=$|[ )])', ''':*', 'g')`;

/**
 * Searches the texts of a project's items.
 * @returns the items that match, or null where they are too many to collect; and the search in PostgreSQL's terms
 */
export async function searchText(
  pool: pg.Pool,
  owner: Owner,
  text: string,
): Promise<{ set: PositionSet | null; words: string; complete: boolean }> {
  const { rows: parsed } = await pool.query<{ words: string }>(
    `select ${QUERY.replace("$3", "$1")} as words`,
    [text],
  );
  const words = parsed[0]!.words;
  if (words === "") return { set: setOf([]), words, complete: true };
  const values = [owner.project, owner.org, words];
  const [found, fresh] = await Promise.all([
    pool.query<{ position: number }>(
      `select position from item_text where project_id = $1 and org_id = $2 and words @@ $3::tsquery limit ${MOST + 1}`,
      values,
    ),
    pool.query<{ position: number; matches: boolean }>(
      `select position, item_words(shown) @@ $3::tsquery as matches from item
       where project_id = $1 and org_id = $2
         and position > coalesce((select text_position from item_index where project_id = $1), 0)
       order by position limit ${MOST_NEW + 1}`,
      values,
    ),
  ]);
  const complete = fresh.rows.length <= MOST_NEW;
  if (found.rows.length > MOST) return { set: null, words, complete };
  const matching = [...found.rows, ...fresh.rows.filter((row) => row.matches)];
  return { set: setOf(matching.map((row) => row.position)), words, complete };
}
