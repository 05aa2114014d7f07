/**
 * The list of items, filtered and sorted, at any page.
 * Run: npx tsx bench/list.ts [--items 1000000]
 */
import { parseArgs } from "node:util";
import { benchSite, cookieOf, fill, ORG, PROJECT, personId, personOf } from "./bench-site.ts";
import { load } from "./http-load.ts";
import { report } from "./measure.ts";

const { values } = parseArgs({ options: { items: { type: "string", default: "1000000" } } });
const items = Number(values.items);
const bench = await benchSite();
try {
  await fill(bench.client, { items, queues: 80, people: 20 });
  await bench.client.query("update membership set role = 'manager' where person_id = $1", [personId(0)]);
  // Every tenth item was worked on: states and answers to narrow by.
  await bench.client.query(
    `insert into item_state (item_id, org_id, project_id, position, state, changed_at)
     select id, org_id, project_id, position, (array['working', 'review', 'done', 'cancelled'])[1 + (position / 10) % 4],
       clock() - interval '1 hour' - position * interval '1 ms' from item where position % 10 = 0`,
  );
  await bench.client.query(
    `insert into answer (id, org_id, project_id, item_id, slot_id, stage, agent_id, n, form_version_id, workflow_version_id,
       shown_order, body, hash, at)
     select gen_random_uuid(), i.org_id, i.project_id, i.id, s.id, 'answer', ${personOf("((i.position / 10) % 20)::text")},
       1, p.form_version_id, p.workflow_version_id, '{0,1}', jsonb_build_object('response', 'answer ' || i.position % 7), '\\x00', clock() - interval '1 hour'
     from item i join slot s on s.item_id = i.id join project p on p.id = i.project_id where i.position % 10 = 0 and i.org_id = $1`,
    [ORG],
  );
  await bench.client.query(
    `insert into event (org_id, project_id, item_id, kind, body)
     select org_id, project_id, item_id, 'answer.submitted', jsonb_build_object('answer', id) from answer`,
  );
  await bench.client.query("vacuum analyze");
  await untilIndexed();
  const filters = [
    "",
    "state=done",
    "state=new",
    "attribute=queue:7",
    `author=${personId(3)}`,
    "text=c4ca4238a0b923820dcc509a6f75849b",
    "answer=response:answer%203",
    "state=review&attribute=queue:10",
  ];
  for (const sort of ["position", "-position"]) {
    for (const filter of filters) {
      const cursors: string[] = [];
      const path = (after?: string) =>
        `/api/projects/${PROJECT}/items?limit=50&sort=${sort}${filter && `&${filter}`}${after ? `&after=${encodeURIComponent(after)}` : ""}`;
      // Walk a few pages, then measure first and later pages alike.
      const measured = await load(bench.port, {
        connections: 1,
        count: 60,
        next: (n) => ({
          method: "GET",
          path: path(n % 3 === 0 ? undefined : cursors.at(-1)),
          headers: cookieOf(0),
        }),
        each: (_n, body) => {
          const { next } = JSON.parse(body) as { next: string | null };
          if (next) cursors.push(next);
        },
      });
      report(`list of ${items}, ${sort}, ${filter || "all"}`, {
        "p50 ms": measured.p50,
        "p95 ms": measured.p95,
      });
    }
  }
} finally {
  await bench.stop();
}

/** The sets that lists narrow by follow the writers; here they have a million items to catch up with. */
async function untilIndexed(): Promise<void> {
  const start = performance.now();
  for (;;) {
    const { rows } = await bench.client.query<{ behind: boolean }>(
      `select coalesce(max(x.position), 0) < (select max(position) from item) or exists (select from event where (txn, seq) > (select txn, seq from follower where name = 'item-index')) as behind
       from item_index x`,
    );
    if (!rows[0]!.behind) break;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  report("the sets had caught up after", { s: (performance.now() - start) / 1000 });
}
