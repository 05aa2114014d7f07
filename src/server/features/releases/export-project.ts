import type pg from "pg";
import { to } from "pg-copy-streams";
import { connectionOf, createPool } from "../../db/pool.ts";

/** How long one statement should take, in milliseconds: none holds a snapshot for long. */
const TARGET_MS = 250;
/** How much a page should hold: two of them are in memory for each export. */
const TARGET_BYTES = 8 << 20;
const FIRST_PAGE = 100;
const LARGEST_PAGE = 5_000;

/** Whose export it is: ids that were looked up, as a copy takes no parameters. */
export interface Owner {
  org: string;
  project: string;
}

/**
 * The rows of an export as the database writes them: everything of an item in one JSON object, with every version of
 * every answer. The same keys as in the raw format of a release. `positions` narrows the items.
 */
export function exportQuery({ org, project }: Owner, positions = "true"): string {
  return `
  select json_build_object(
    'item', i.id, 'external_id', i.external_id, 'position', i.position, 'family', i.family, 'split', i.split,
    'state', st.state, 'attributes', st.attributes, 'material', i.shown, 'hidden', i.hidden,
    'import', case when i.import_id is null then null else json_build_object('id', i.import_id, 'line', i.line) end,
    'hash', encode(i.hash, 'hex'), 'at', i.at, 'answers', coalesce(a.list, '[]'), 'reviews', coalesce(r.list, '[]'))
  from item i
  join item_now st on st.id = i.id
  left join lateral (
    select json_agg(json_build_object('id', a.id, 'parent', a.parent_id, 'slot', a.slot_id, 'stage', a.stage,
      'by', a.agent_id, 'version', a.n, 'form_version', a.form_n, 'guide_version', a.guide_n, 'body', a.body, 'kinds', a.kinds,
      'confidence', a.confidence, 'shown_order', a.shown_order, 'spans', a.spans, 'late', a.late,
      'hash', encode(a.hash, 'hex'), 'at', a.at) order by a.slot_id, a.n) as list
    from answer_version a where a.item_id = i.id and a.counts) a on st.met
  left join lateral (
    select json_agg(json_build_object('id', r.id, 'answer', r.answer_id, 'by', r.agent_id, 'decision', r.decision,
      'reason', r.reason, 'score', r.score, 'fixed_answer', r.fixed_answer_id, 'form_version', r.form_n, 'at', r.at)
      order by r.at, r.id) as list
    from decision r where r.item_id = i.id and r.counts) r on st.met
  where i.project_id = '${project}' and i.org_id = '${org}' and ${positions} order by i.position`;
}

/**
 * Everything in a project as JSON lines, straight from the database: pages by position in short statements, one page
 * ahead of the reader and no more, on a connection of its own. What is added while it runs is not in it.
 */
export async function* exportProject(shared: pg.Pool, owner: Owner): AsyncGenerator<Buffer> {
  const pool = createPool(connectionOf(shared), { max: 1, copies: true });
  try {
    yield* exportPages(pool, owner);
  } finally {
    await pool.end();
  }
}

async function* exportPages(pool: pg.Pool, owner: Owner): AsyncGenerator<Buffer> {
  const { rows } = await pool.query<{ last: number | null }>(
    "select max(position) as last from item_now where project_id = $1 and org_id = $2",
    [owner.project, owner.org],
  );
  const last = rows[0]!.last ?? 0;
  let size = FIRST_PAGE;
  let next: Promise<Page | null> | null = readPage(pool, owner, 0, last, size);
  try {
    while (next) {
      const page: Page | null = await next;
      next = null;
      if (page === null) return;
      size = sizeAfter(page, size);
      next = readPage(pool, owner, page.until, last, size);
      next.catch(() => {}); // heard of when its turn comes
      yield* page.chunks;
    }
  } finally {
    await next?.catch(() => {});
  }
}

/** How many items the next page has, by what this one took. */
function sizeAfter({ ms, bytes }: Page, size: number): number {
  const fits = Math.min((size * TARGET_MS) / ms, (size * TARGET_BYTES) / bytes);
  return Math.max(1, Math.min(LARGEST_PAGE, size * 4, Math.round(fits)));
}

interface Page {
  chunks: Buffer[];
  bytes: number;
  until: number;
  /** How long the database took. */
  ms: number;
}

async function readPage(
  pool: pg.Pool,
  owner: Owner,
  after: number,
  last: number,
  size: number,
): Promise<Page | null> {
  const { rows } = await pool.query<{ until: number | null }>(
    `select max(position) as until from (select position from item_now where project_id = $1 and org_id = $5
       and position > $2 and position <= $3 order by position limit $4) page`,
    [owner.project, after, last, size, owner.org],
  );
  const until = rows[0]!.until;
  if (until === null) return null;
  const positions = `i.position > ${Number(after)} and i.position <= ${Number(until)}`;
  const client = await pool.connect();
  const started = performance.now();
  let broken: Error | undefined;
  try {
    // JSON text holds none of these characters, so that CSV leaves it as it is, line by line.
    const stream = client.query(
      to(
        `copy (${exportQuery(owner, positions)}) to stdout (format csv, quote e'\\x01', escape e'\\x01', delimiter e'\\x02')`,
      ),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 1);
    return { chunks, bytes, until, ms: Math.max(1, performance.now() - started) };
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
