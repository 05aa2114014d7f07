/**
 * Processor time that a claim takes in its database backend, by how many queues there are and from how many a person
 * may draw; with --before, beside the claims of other work trees, in turns.
 * Run: npx tsx bench/claim-cpu.ts [--runs 5] [--before ../other-work-tree]... [--only 80/80/10000]
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { startEmbedded } from "../src/server/db/embedded/index.ts";
import type { Statement } from "../src/server/db/pool.ts";
import { ORG, PROJECT, personId } from "./bench-site.ts";
import { median, report } from "./measure.ts";

/** A run is so many waves, in which the sides take turns. */
const WAVES = 10;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    before: { type: "string", multiple: true, default: [] },
    only: { type: "string" },
    people: { type: "string", default: "100" },
  },
});
const people = Number(values.people);
/** So many of them claim. */
const CLAIMERS = 100;

/** Queues, of which a person may draw from, open slots. */
const CASES = (values.only ?? "80/80/10000 80/80/1000000 600/41/100000 17640/103/100000")
  .split(" ")
  .map((text) => text.split("/").map(Number) as [number, number, number]);

interface Side {
  client: pg.Client;
  pid: number;
  claim: Statement;
  scarce: Statement;
  listWaiting(client: pg.ClientBase, org: string, agent: string): Promise<unknown>;
  microseconds: number[];
}

const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
const postgres = await startEmbedded({ dataDir: join(folder, "data"), log: () => {} });

/** A database filled and claimed from by the code of a work tree. */
async function side(
  tree: string,
  database: string,
  [queues, allowed, items]: [number, number, number],
): Promise<Side> {
  const load = (path: string) => import(join(resolve(tree), path));
  const { migrate } = await load("src/server/db/migrate.ts");
  const { fill } = await load("bench/bench-site.ts");
  const { listWaiting } = await load("src/server/features/work/list-waiting.ts");
  const { CLAIM_NEW, SCARCE } = await load("src/server/features/work/statements.ts");
  const admin = new pg.Client({ ...postgres.connection, user: "postgres", database: "postgres" });
  await admin.connect();
  await admin.query(`create database ${database} owner ${postgres.connection.user}`);
  await admin.end();
  const connection = { ...postgres.connection, database };
  await migrate(connection);
  const client = new pg.Client(connection);
  await client.connect();
  await fill(client, { items, queues, people, indexed: true, allowed });
  if (allowed < queues)
    await client.query(
      `delete from person_queue pq using (select agent_id, queue_id, row_number() over (
         partition by agent_id order by hashint4extended(queue_id, hashtext(agent_id::text))) as n from person_queue) r
       where r.n > $1 and r.agent_id = pq.agent_id and r.queue_id = pq.queue_id`,
      [allowed],
    );
  await client.query("vacuum analyze person_queue");
  const { rows } = await client.query("select pg_backend_pid() as pid");
  return { client, pid: rows[0].pid, claim: CLAIM_NEW, scarce: SCARCE, listWaiting, microseconds: [] };
}

/** Nanoseconds that a process has spent on a processor. */
const spent = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]);

/** A claim by everybody; then what was taken is as if submitted. Microseconds of a claim. */
async function claims({ client, pid, claim }: Side): Promise<number> {
  const before = spent(pid);
  for (let n = 0; n < CLAIMERS; n++) {
    const { rows } = await client.query({ ...claim, values: [personId(n), PROJECT, ORG, [], null, false] });
    if (!rows[0].assignment) throw new Error("no work");
  }
  const took = spent(pid) - before;
  await client.query("update slot set state = 2, lease_until = null where state = 1");
  return took / CLAIMERS / 1000;
}

/** Microseconds of something that a person asks, by itself. */
async function asked(pid: number, ask: (person: string) => Promise<unknown>): Promise<number> {
  const ROUNDS = 40;
  for (let n = 0; n < 10; n++) await ask(personId(n)); // warm-up
  const before = spent(pid);
  for (let n = 0; n < ROUNDS; n++) await ask(personId(n));
  return (spent(pid) - before) / ROUNDS / 1000;
}
const scarceOf = ({ client, pid, scarce }: Side) =>
  asked(pid, (person) => client.query({ ...scarce, values: [person, PROJECT, ORG] }));
const waitingOf = ({ client, pid, listWaiting }: Side) =>
  asked(pid, (person) => listWaiting(client, ORG, person));

try {
  let first: number | undefined;
  for (const [n, size] of CASES.entries()) {
    const sides = [];
    for (const [at, tree] of [".", ...values.before].entries())
      sides.push({ tree, ...(await side(tree, `side_${n}_${at}`, size)) });
    for (const one of sides) for (let wave = 0; wave < WAVES; wave++) await claims(one); // warm-up
    for (let wave = 0; wave < Number(values.runs) * WAVES; wave++)
      for (const one of sides) one.microseconds.push(await claims(one));
    const own = median(sides[0]!.microseconds);
    first ??= own;
    for (const one of sides) {
      const of = one === sides[0] ? "" : `, ${one.tree}`;
      report(`claim, ${size[1]} of ${size[0]} queues, ${size[2]} open slots${of}`, {
        "backend µs": median(one.microseconds),
        ...(one === sides[0]
          ? { "against the first": own / first }
          : { "ours against it": own / median(one.microseconds) }),
        "scarce µs": await scarceOf(one),
        "waiting µs": await waitingOf(one),
      });
      await one.client.end();
    }
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
