import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { contract } from "#contract/index.ts";
import { buildEntry, POLICY } from "#formats/export/build-entry.case.ts";
import { formatNamed } from "#formats/export/index.ts";
import { Form } from "#kinds/form.ts";
import { type QuestionKind, questions } from "#kinds/index.ts";
import { history } from "#verify/history.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { claim, paramsOf, review, submit } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const form = Form.parse({
  fields: [],
  questions: [
    { name: "score", kind: "slider", title: "Score" },
    { name: "why", kind: "text", title: "Why", required: false },
  ],
});

let site: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  site = await testApp();
  ({ owner: lead } = await buildOrganization(site));
});
afterAll(() => site.stop());

/** Makes the slider's value an object, as its second version. Returns what takes that back. */
function plantSecondVersion(): () => void {
  const kind = questions.slider as unknown as QuestionKind<unknown, { of100: number }>;
  const first = { ...kind };
  Object.assign(kind, {
    version: 2,
    value: () => z.object({ of100: z.number() }),
    columns: ({ of100 }) => ({ of100 }),
    completion: ({ of100 }) => [{ role: "assistant", content: `${of100}` }],
    migrate: (_version, value) => ({ of100: value }),
  } satisfies Partial<typeof kind>);
  return () => void Object.assign(kind, { completion: undefined }, first);
}

test("a stored answer is migrated from the version of the kind that wrote it", async () => {
  const project = await buildProject(lead, { form, settings: { answersPerItem: 2 } });
  const trainers = [await buildPerson(site, lead.org), await buildPerson(site, lead.org)];
  for (const trainer of trainers) await join(lead, project, trainer, "trainer");
  const [item] = await addItems(site, lead, project, 1);
  const older = (await claim(trainers[0]!, project))!;
  await submit(trainers[0]!, older, { score: 40, why: "Because" });

  const takeBack = plantSecondVersion();
  try {
    await submit(trainers[1]!, (await claim(trainers[1]!, project))!, { score: { of100: 70 } });
    const { answers } = await must(lead, contract.items.get, { params: { project, item: item! } });
    expect(answers.map(({ body }) => body)).toEqual([
      { score: { of100: 40 }, why: "Because" },
      { score: { of100: 70 } },
    ]);
    const found = await must(lead, contract.search.items, {
      params: { project },
      query: { answer: "score.of100:40" },
    });
    expect(found.rows).toHaveLength(1);
    const reading = (await claim(lead, project, { stage: "review" }))!;
    expect(reading.subject!.body).toEqual({ score: { of100: 40 }, why: "Because" });
    await review(lead, reading, { decision: "return", reason: "More" });
    const { rows } = await site.services.database.pool.query(
      "select body->'score' as score, kinds from answer where item_id = $1 order by at",
      [item],
    );
    expect(rows).toEqual([
      { score: 40, kinds: null },
      { score: { of100: 70 }, kinds: { slider: 2 } },
    ]);
    expect(await history[0]!.find(site.services.database.pool as never, [])).toEqual([]); // the versions are part of the hash
    expect((await claim(trainers[0]!, project))!.returned!.previous.score).toEqual({ of100: 40 });
  } finally {
    takeBack();
  }
});

test("a submit that is taken back comes as a migrated draft", async () => {
  const project = await buildProject(lead, { form });
  const trainer = await buildPerson(site, lead.org);
  await join(lead, project, trainer, "trainer");
  await addItems(site, lead, project, 1);
  const mine = (await claim(trainer, project))!;
  await submit(trainer, mine, { score: 40 });
  const takeBack = plantSecondVersion();
  try {
    const back = await must(trainer, contract.work.takeBack, { params: paramsOf(mine) });
    expect(back.draft!.body).toEqual({ score: { of100: 40 } });
  } finally {
    takeBack();
  }
});

test("tables and training data are migrated; raw data keeps what was stored, with its versions", () => {
  const item = { material: { prompt: [] }, hidden: {}, attributes: {}, notes: [] };
  const none = { externalId: null, family: null, split: null };
  const takeBack = plantSecondVersion();
  try {
    const entry = buildEntry({ ...item, ...none }, form, [{ score: 40 }, { score: { of100: 70 } }]);
    entry.answers[1]!.kinds = { slider: 2 };
    const table = formatNamed("csv")!.rows(entry, POLICY);
    expect(table.map((row) => row["answer.score.of100"])).toEqual([40, 70]);
    expect(formatNamed("openai-chat")!.rows(entry, POLICY)).toMatchObject([
      { messages: [{ content: "40" }] },
      { messages: [{ content: "70" }] },
    ]);
    const [{ answers }] = formatNamed("raw")!.rows(entry, POLICY) as [{ answers: object[] }];
    expect(answers).toMatchObject([
      { body: { score: 40 } },
      { body: { score: { of100: 70 } }, kinds: { slider: 2 } },
    ]);
    expect(answers[0]).not.toHaveProperty("kinds");
  } finally {
    takeBack();
  }
});
