/**
 * Claims by people who have answered 10,000 items of a project that asks three answers of each, and claims while
 * another connection holds an old snapshot, each against the same claims without that.
 * Run: npx tsx bench/claim-conditions.ts [--runs 5]
 */
import { parseArgs } from "node:util";
import pg from "pg";
import { benchSite, fill, ORG, personOf } from "./bench-site.ts";
import { claimEach } from "./claim-each.ts";
import { type Figures, medianFigures, report } from "./measure.ts";

const PEOPLE = 400;
/** The first half of the people have answered, the others are new. */
const EXPERIENCED = PEOPLE / 2;
const ANSWERED = 10_000;
const WAVES = 25;

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const runs = Number(values.runs);

const bench = await benchSite();
try {
  await fill(bench.client, { items: 100_000, queues: 80, people: PEOPLE, slots: 3, indexed: true });
  await remember();
  await claims(0);
  const [experienced, fresh]: [Figures[], Figures[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    experienced.push(await claims(0));
    fresh.push(await claims(EXPERIENCED));
  }
  compare("who has answered 10,000 items", experienced, fresh);
  const [held, free]: [Figures[], Figures[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    held.push(await withOldSnapshot(() => claims(EXPERIENCED)));
    free.push(await claims(EXPERIENCED));
  }
  compare("beside an old snapshot", held, free);
} finally {
  await bench.stop();
}

/** Gives the experienced a history: they met the first 10,000 items, whose other slots are open still. */
async function remember(): Promise<void> {
  const met = `i.position <= $1 and p.id <= ${personOf("($2::int - 1)::text")}`;
  await bench.client.query(
    `insert into participation (item_id, conflict_group, agent_id, org_id, stage)
     select i.id, 1, p.id, $3, 'answer' from item i, person p where ${met} on conflict do nothing`,
    [ANSWERED, EXPERIENCED, ORG],
  );
  await bench.client.query(
    `update person_queue q set cursor = m.position from (
       select queue_id, max(s.position) | 31 as position from slot s join item i on i.id = s.item_id
       where i.position <= $1 group by queue_id) m
     where q.queue_id = m.queue_id and q.agent_id <= ${personOf("($2::int - 1)::text")}`,
    [ANSWERED, EXPERIENCED],
  );
  await bench.client.query("vacuum analyze");
}

/** 5,000 claims: in each wave every person takes one, and what was taken is as if submitted before the next. */
async function claims(first: number): Promise<Figures> {
  const waves: Figures[] = [];
  for (let wave = 0; wave < WAVES; wave++) {
    waves.push(await claimEach(bench, { connections: 20, people: EXPERIENCED, first }));
    await bench.client.query("update slot set state = 2, lease_until = null where state = 1");
  }
  return medianFigures(waves);
}

async function withOldSnapshot<T>(work: () => Promise<T>): Promise<T> {
  const reader = new pg.Client(await bench.site.connection());
  await reader.connect();
  await reader.query("begin isolation level repeatable read");
  await reader.query("select count(*) from slot");
  try {
    return await work();
  } finally {
    await reader.end();
  }
}

function compare(who: string, one: Figures[], other: Figures[]): void {
  const [a, b] = [medianFigures(one), medianFigures(other)];
  report(`claim ${who}`, {
    "p50 ms": a.p50,
    "p95 ms": a.p95,
    "p50 against without": a.p50 / b.p50,
    "p95 against without": a.p95 / b.p95,
  });
}
