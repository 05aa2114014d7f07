import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { claim, paramsOf } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { work } = contract;
let app: TestApp;
let project: string;
let trainer: TestPerson;
beforeAll(async () => {
  app = await testApp();
  const { owner } = await buildOrganization(app);
  project = await buildProject(owner);
  await addItems(app, owner, project, 4);
  trainer = await buildPerson(app, owner.org);
  await join(owner, project, trainer, "trainer");
});
afterAll(() => app.stop());

const query = (text: string, values: unknown[]) => app.services.database.pool.query(text, values);
const save = async (body: Record<string, never | string | string[]>, rev: number, assignment: string) =>
  call(trainer, work.saveDraft, { params: { project, assignment }, body: { body, rev } });

test("a draft holds what its form asks for, and no more than any answer may", async () => {
  const { assignment } = paramsOf((await claim(trainer, project))!);
  for (const [body, message] of [
    [{ other: "x" }, "other: The form has no such question"],
    [{ response: "x".repeat(200_001) }, "response: At most 200,000 characters"],
    [{ response: Array.from({ length: 8_000 }, () => "x") }, "response: Is too large"],
  ] as const)
    expect(await save(body as never, 0, assignment)).toMatchObject({ status: 422, problem: { message } });
  expect(await save({ response: "x".repeat(200_000) }, 0, assignment)).toMatchObject({ ok: true });
});

test("the history of a draft keeps a megabyte of the newest, and goes when the work is skipped", async () => {
  const { assignment } = paramsOf((await claim(trainer, project))!);
  const { rows } = await query("select rev from draft where assignment_id = $1", [assignment]);
  let rev: number = rows[0]?.rev ?? 0;
  for (let n = 0; n < 12; n++) {
    await query("update draft_step set at = at - interval '1 minute' where assignment_id = $1", [assignment]);
    const response = randomBytes(75_000).toString("base64"); // random, so that nothing makes it smaller
    const saved = await save({ response }, rev, assignment);
    rev = saved.ok ? saved.data.rev : Number.NaN;
  }
  const steps = () =>
    query(
      "select rev, pg_column_size(body) as size from draft_step where assignment_id = $1 order by rev desc",
      [assignment],
    );
  const kept = (await steps()).rows as { rev: number; size: number }[];
  expect(kept[0]!.rev).toBe(rev);
  expect(kept.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(1.2 * 2 ** 20);
  expect(kept.length).toBeGreaterThan(8);
  await must(trainer, work.skip, { params: { project, assignment }, body: { reason: "unclear" } });
  expect((await steps()).rows).toEqual([]);
});

test("one person's drafts have a bound; what was begun before can still be saved", async () => {
  const begun = paramsOf((await claim(trainer, project))!).assignment;
  const saved = await save({ response: "begun" }, 0, begun);
  await query(
    `insert into draft (assignment_id, org_id, item_id, agent_id, body, rev)
     select gen_random_uuid(), a.org_id, a.item_id, a.agent_id, '{}', 1 from assignment a, generate_series(1, 1000) where a.id = $1`,
    [begun],
  );
  const next = (await must(trainer, work.claim, { params: { project }, body: { holding: [begun] } }))
    .assignment!;
  expect(await save({ response: "one more" }, 0, next.id)).toMatchObject({
    status: 413,
    problem: { message: expect.stringContaining("unfinished drafts are full") },
  });
  expect(await save({ response: "goes on" }, saved.ok ? saved.data.rev : 0, begun)).toMatchObject({
    ok: true,
  });
  await query("delete from draft where body = '{}' and agent_id = $1", [trainer.id]);
  expect(await save({ response: "one more" }, 0, next.id)).toMatchObject({ ok: true });
});
