import { afterAll, beforeAll, expect, test } from "vitest";
import type { Import } from "#contract/imports.ts";
import { contract } from "#contract/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { imports, items, discussions, releases } = contract;
let app: TestApp;
let lead: TestPerson;
let project: string;
let added: Import;
beforeAll(async () => {
  app = await testApp({ poolSize: 6 });
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

async function importThree(): Promise<string[]> {
  project = await buildProject(lead);
  const lines = ["a", "b", "c"].map((id) => JSON.stringify({ id, prompt: `Prompt ${id}` }));
  added = await must(lead, imports.upload, {
    params: { project },
    query: { name: "a.jsonl", start: "true" },
    file: new Blob([lines.join("\n")]),
  } as never);
  const { rows } = await app.services.database.pool.query<{ id: string }>(
    "select id from item where project_id = $1",
    [project],
  );
  return rows.map(({ id }) => id);
}

const takeBack = () => call(lead, imports.takeBack, { params: { project, import: added.id } });
const comment = (item: string) =>
  call(lead, discussions.start, {
    params: { project, item },
    body: { text: "Is this one right?", mentions: [], anchor: null },
  });

test("an import that a release holds is not taken back, nor one whose items are discussed", async () => {
  await importThree();
  await must(lead, releases.create, {
    params: { project },
    body: { name: "Prompts", filter: { states: ["new"] }, formats: ["raw"] } as never,
  });
  expect(await takeBack()).toMatchObject({ problem: { code: "worked_on" } });
  const [item] = await importThree();
  expect(await comment(item!)).toMatchObject({ ok: true });
  expect(await takeBack()).toMatchObject({ problem: { code: "worked_on" } });
  expect(await must(lead, imports.get, { params: { project, import: added.id } })).toMatchObject({
    canTakeBack: false,
  });
});

test("who changes or discusses items that are being taken back waits, and then finds none", async () => {
  const ids = await importThree();
  const { pool } = app.services.database;
  const gate = await pool.connect();
  await gate.query("begin");
  await gate.query("select from slot where item_id = $1 for update", [ids[2]]);
  const waiting = async (count: number) => {
    const text = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while (((await pool.query(text)).rowCount ?? 0) < count);
  };
  const back = takeBack();
  await waiting(1);
  const cancelled = call(lead, items.cancel, { params: { project }, body: { items: ids } });
  const raised = call(lead, items.prioritise, { params: { project }, body: { items: ids, priority: 0 } });
  const commented = comment(ids[1]!);
  await waiting(4);
  await gate.query("commit");
  gate.release();
  expect(await back).toMatchObject({ data: { state: "taken-back" } });
  expect(await cancelled).toMatchObject({ data: { changed: 0 } });
  expect(await raised).toMatchObject({ data: { changed: 0 } });
  expect(await commented).toMatchObject({ problem: { code: "not_found" } });
});
