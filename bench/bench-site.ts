import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Site, startSite } from "../src/faults/site.ts";

export const ORG = "00000000-0000-7000-8000-000000000001";
export const PROJECT = "00000000-0000-7000-8000-000000000002";
const FORM = "00000000-0000-7000-8000-000000000003";
const IMPORT = "00000000-0000-7000-8000-000000000004";

/** The nth person of the benchmark, and the session that they hold. */
export const personId = (n: number) => `00000000-0000-7000-8001-${String(n).padStart(12, "0")}`;
/** The same in SQL, from the text of a number. */
export const personOf = (n: string) => `lpad(${n}, 32, '00000000000070008001000000000000')::uuid`;
export const cookieOf = (n: number) => ({ cookie: `plumbline_session=bench-${n}` });

/** A built server on an empty embedded database, and a connection beside it. */
export interface BenchSite {
  site: Site;
  port: number;
  client: pg.Client;
  /** Connects anew, after the database was killed. */
  reconnect(): Promise<void>;
  stop(): Promise<void>;
}

export async function benchSite(port = 4711): Promise<BenchSite> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  const site = await startSite(join(folder, "data"), port);
  const connect = async () => {
    const client = new pg.Client(await site.connection());
    client.on("error", () => {}); // its next query tells
    await client.connect();
    return client;
  };
  const bench: BenchSite = {
    site,
    port,
    client: await connect(),
    async reconnect() {
      bench.client = await connect();
    },
    async stop() {
      await bench.client.end().catch(() => {});
      await site.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/**
 * An organization with one project of `queues` queues, `people` trainers with sessions, and `items` items with `slots`
 * open slots each, behind `DONE` items that were done before: no project measured is one where nothing ever happened.
 * Each person may draw from `allowed` of the queues, drawn by lot; else from all.
 * With `indexed`, lists and searches count as having followed: else the server indexes a million texts beside the run.
 */
export async function fill(
  client: pg.Client,
  options: {
    items: number;
    queues: number;
    people: number;
    slots?: number;
    indexed?: boolean;
    allowed?: number;
  },
): Promise<void> {
  const { items, queues, people, slots = 1, allowed = queues } = options;
  const form = { layout: "read-and-answer", askConfidence: false, fields: [], questions: [QUESTION] };
  const sessions = Array.from({ length: people }, (_, n) =>
    createHash("sha256").update(`bench-${n}`).digest(),
  );
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
  await run("insert into organization (id, name, salt) values ($1, 'Bench', '\\x00')", [ORG]);
  await run(
    `insert into agent (id, org_id, kind)
     select ${personOf("n::text")}, $1, 'person' from generate_series(0, $2::int - 1) n`,
    [ORG, people],
  );
  await run(
    "insert into person (id, org_id, role) select id, org_id, 'member' from agent where org_id = $1",
    [ORG],
  );
  await run(
    `insert into session (id, token_hash, org_id, person_id, expires_at)
     select gen_random_uuid(), s.hash, $1, ${personOf("(s.n - 1)::text")}, clock() + interval '9 days'
     from unnest($2::bytea[]) with ordinality s(hash, n)`,
    [ORG, sessions],
  );
  await run(
    `insert into project (id, org_id, name, settings) values ($1, $2, 'Bench',
       '{"answersPerItem":${slots},"review":false,"reviewSample":1,"leaseMinutes":10,"queueBy":["queue"]}')`,
    [PROJECT, ORG],
  );
  await run("insert into form (id, org_id, project_id, key, name) values ($1, $2, $3, 'main', 'Main form')", [
    FORM,
    ORG,
    PROJECT,
  ]);
  await run(
    "insert into form_version (id, org_id, project_id, form_id, n, form, agent_id) values ($1, $2, $3, $1, 1, $4, $5)",
    [FORM, ORG, PROJECT, JSON.stringify(form), personId(0)],
  );
  await run("update form set version_id = id", []);
  const graph = {
    version: 1,
    stages: [
      { name: "answer", work: "answer", people: slots, group: 1, role: "trainer", sample: 1, next: null },
    ],
  };
  await run("insert into workflow_version (id, org_id, project_id, n, graph) values ($1, $2, $1, 1, $3)", [
    PROJECT,
    ORG,
    graph,
  ]);
  await run("update project set workflow_version_id = $1", [PROJECT]);
  await run(
    "insert into round (project_id, n, org_id, kind, counts) select id, 0, org_id, 'normal', true from project",
    [],
  );
  await run(
    "insert into membership (project_id, person_id, org_id, role) select $1, id, org_id, 'trainer' from person where org_id = $2",
    [PROJECT, ORG],
  );
  await run(
    `insert into queue (org_id, project_id, stage, attributes, kind, needs, conflict_group, form_id)
     select $1, $2, 'answer', jsonb_build_object('queue', n), 'answer', '{role:trainer}', 1, $4 from generate_series(0, $3::int - 1) n`,
    [ORG, PROJECT, queues, FORM],
  );
  await run(
    `insert into person_queue (agent_id, queue_id, org_id, project_id, kind)
     select p.id, q.id, p.org_id, q.project_id, q.kind from person p cross join lateral (
       select * from queue q order by hashint4extended(q.id, hashtext(p.id::text)) limit $2) q where p.org_id = $1`,
    [ORG, allowed],
  );
  await run("update queue q set people = (select count(*) from person_queue pq where pq.queue_id = q.id)");
  await run(
    `insert into import (id, org_id, project_id, agent_id, state, name, blob, added, first_position, last_position)
     values ($1, $2, $3, $4, 'done', 'bench.jsonl', 'imports/bench', $5, 1, $5)`,
    [IMPORT, ORG, PROJECT, personId(0), DONE + items],
  );
  await run(
    `insert into item (import_id, id, org_id, project_id, position, key, attributes, hash, shown)
     select '${IMPORT}', ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, $1, $2, n, gen_random_uuid(),
       jsonb_build_object('queue', n % $4::int), '\\x00', jsonb_build_object(
         'prompt', jsonb_build_array(jsonb_build_object('role', 'user', 'content', repeat(md5(n::text) || ' ', 9))),
         'candidates', jsonb_build_array(
           jsonb_build_object('messages', jsonb_build_array(jsonb_build_object('role', 'assistant', 'content', repeat(md5(n::text || 'a') || ' ', 12)))),
           jsonb_build_object('messages', jsonb_build_array(jsonb_build_object('role', 'assistant', 'content', repeat(md5(n::text || 'b') || ' ', 12))))))
     from generate_series(1, $3::int) n`,
    [ORG, PROJECT, DONE + items, queues],
  );
  await run(
    `insert into slot (org_id, item_id, queue_id, n, position)
     select i.org_id, i.id, q.id, s, 281474976710656 + i.position * 32 + s
     from item i join queue q on q.attributes = i.attributes cross join generate_series(0, $1::int - 1) s order by i.position, s`,
    [slots],
  );
  await run(
    `insert into participation (item_id, conflict_group, agent_id, org_id, stage)
     select item_id, 1, ${DOER}, org_id, 'answer' from slot s where ${WAS_DONE}`,
    [people],
  );
  await run(
    `insert into assignment (org_id, project_id, slot_id, item_id, agent_id, form_version_id)
     select org_id, $2, id, item_id, ${DOER}, $3 from slot s where ${WAS_DONE}`,
    [people, PROJECT, FORM],
  );
  await run(`update slot s set state = 3 where ${WAS_DONE}`);
  if (options.indexed)
    await run(
      `insert into item_index as x (project_id, org_id, position, text_position) values ($1, $2, $3, $3)
       on conflict (project_id) do update set position = $3, text_position = $3`,
      [PROJECT, ORG, DONE + items],
    );
  await run("vacuum analyze");
}

const DONE = 20_000;
const WAS_DONE = `s.position < 281474976710656 + ${(DONE + 1) * 32} and s.n = 0`;
const DOER = personOf("(s.id % $1::int)::text");

const QUESTION = {
  name: "response",
  kind: "text",
  title: "Answer",
  help: "",
  required: true,
  settings: {},
  showIf: null,
};

/** Puts all work back as it was, so that each run starts alike. */
export async function putBack(client: pg.Client): Promise<void> {
  await client.query("truncate draft, draft_step");
  await client.query("alter table assignment disable trigger user");
  await client.query("delete from assignment a using slot s where s.assignment_id = a.id");
  await client.query("alter table assignment enable trigger user");
  await client.query(
    "delete from participation p using slot s where s.item_id = p.item_id and s.holder = p.agent_id",
  );
  await client.query(
    "update slot set state = 0, holder = null, lease_until = null, assignment_id = null where state = 1",
  );
  await client.query("update person_queue set cursor = 0 where cursor > 0");
  await client.query("update queue set head = 0");
  for (const table of ["slot", "participation", "assignment", "person_queue", "event"])
    await client.query(`vacuum analyze ${table}`);
}
