import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Message, Predicate } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { unfollowed } from "../../events/follow.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { rewriteRows } from "../../testing/rewrite-rows.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { externalKey } from "../items/index.ts";
import { followWork, indexItems, indexText } from "./index.ts";
import { ITEM_INDEX } from "./recent.ts";

const { items, search, work } = contract;
type Query = z.input<typeof search.items.query>;

const COUNT = 30;
let app: TestApp;
let lead: TestPerson;
let tara: TestPerson;
let project: string;
let ids: string[];

const prompts = (n: number): Message[] =>
  n % 10 === 3
    ? [{ role: "user", content: [{ type: "text", text: `Summarize the Überseehafen report ${n}` }] }]
    : [
        { role: "system", content: "Be brief." },
        { role: "user", content: `Question ${n} about ${n % 2 ? "trains" : "boats"}` },
      ];

beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
  tara = await buildPerson(app, lead.org, { name: "Tara" });
  project = await buildProject(lead, { template: "classification", settings: { answersPerItem: 2 } });
  await join(lead, project, tara, "trainer");
  const otto = await buildPerson(app, lead.org, { name: "Otto" });
  await join(lead, project, otto, "trainer");
  ids = await addItems(app, lead, project, COUNT, (n) => ({ prompt: prompts(n) }));
  for (const [who, labels] of [
    [tara, ["positive", "negative", "positive", "mixed"]],
    [otto, ["positive"]],
  ] as const) {
    for (const label of labels) await answer(who, label);
  }
  await must(lead, items.cancel, { params: { project }, body: { items: [ids[20]!] } });
  const key = externalKey("case-7").toString("hex");
  await rewriteRows(app, "item", "update item set external_id = 'case-7', key = $2::uuid where id = $1", [
    ids[7],
    key,
  ]);
});
afterAll(() => app.stop());

/** Items 0 to 3 get an answer by Tara, item 0 a second one by Otto. */
async function answer(who: TestPerson, label: string): Promise<string> {
  const { assignment } = await must(who, work.claim, { params: { project }, body: {} });
  const params = { project, assignment: assignment!.id };
  if (label === "mixed") await must(who, work.flag, { params, body: { reason: "unclear" } });
  await must(who, work.submit, { params, body: { body: { label } } });
  return assignment!.id;
}

/** Reads a list page by page; gives the items' numbers. */
async function read(query: Query): Promise<number[]> {
  const found: number[] = [];
  let after: string | undefined;
  do {
    const page = await must(lead, search.items, {
      params: { project },
      query: { limit: 4, ...query, ...(after && { after }) },
    });
    found.push(...page.rows.map((row) => ids.indexOf(row.id)));
    after = page.next ?? undefined;
  } while (after);
  return found;
}
const from = (start: number, end: number) => Array.from({ length: end - start }, (_, n) => start + n);
const fresh = from(4, COUNT).filter((n) => n !== 20);

const CASES: [string, () => Query, () => number[]][] = [
  ["nothing", () => ({}), () => from(0, COUNT)],
  ["nothing, backwards", () => ({ sort: "-position" }), () => from(0, COUNT).reverse()],
  ["new", () => ({ state: "new" }), () => fresh],
  ["in progress", () => ({ state: "in-progress" }), () => [0, 1, 2, 3]],
  ["in progress, backwards", () => ({ state: "in-progress", sort: "-position" }), () => [3, 2, 1, 0]],
  ["withdrawn", () => ({ state: "withdrawn" }), () => [20]],
  ["in review, as it was called", () => ({ state: "review" }), () => [0, 1, 2, 3]],
  ["in work, as it was called", () => ({ state: "working" }), () => []],
  ["withdrawn, as it was called", () => ({ state: "cancelled" }), () => [20]],
  ["an attribute", () => ({ attribute: "skill:extraction" }), () => [1, 8, 15, 22, 29]],
  [
    "an attribute that all have, backwards",
    () => ({ attribute: "language:en", sort: "-position" }),
    () => from(0, COUNT).reverse(),
  ],
  ["an attribute and a state", () => ({ attribute: "skill:extraction", state: "in-progress" }), () => [1]],
  ["an attribute and new", () => ({ attribute: "skill:extraction", state: "new" }), () => [8, 15, 22, 29]],
  ["an attribute that none has", () => ({ attribute: "skill:juggling" }), () => []],
  ["an author", () => ({ author: tara.id }), () => [0, 1, 2, 3]],
  ["an answer", () => ({ answer: "label:positive" }), () => [0, 2]],
  ["an answer and an author", () => ({ answer: "label:negative", author: tara.id }), () => [1]],
  ["what is flagged", () => ({ flagged: "true" }), () => [3]],
  ["what is not flagged", () => ({ flagged: "false", state: "in-progress" }), () => [0, 1, 2]],
  ["an external id", () => ({ externalId: "case-7" }), () => [7]],
  ["an external id and another state", () => ({ externalId: "case-7", state: "done" }), () => []],
  ["words", () => ({ text: "trains" }), () => from(0, COUNT).filter((n) => n % 2 === 1 && n % 10 !== 3)],
  ["the beginning of a word, any case", () => ({ text: "übersee" }), () => [3, 13, 23]],
  ["several words and a state", () => ({ text: "question boats", state: "in-progress" }), () => [0, 2]],
  ["words that are not there", () => ({ text: "aeroplanes" }), () => []],
  ["signs alone", () => ({ text: "&&& !" }), () => []],
  ["the latest change first", () => ({ sort: "-changed" }), () => [20, 0, 3, 2, 1, ...fresh.toReversed()]],
  [
    "the latest change last, in a state",
    () => ({ sort: "changed", state: "in-progress" }),
    () => [1, 2, 3, 0],
  ],
  [
    "an attribute by change",
    () => ({ sort: "changed", attribute: "skill:extraction" }),
    () => [1, 8, 15, 22, 29],
  ],
  [
    "a predicate over attributes and states",
    () =>
      where({
        all: [attribute("skill", ["extraction", "inference"]), { not: { of: "state", in: ["new"] } }],
      }),
    () => [1, 20],
  ],
  [
    "a predicate over answers",
    () => where({ of: "answer", name: "label", in: ["positive", "mixed"] }),
    () => [0, 2, 3],
  ],
  [
    "a predicate over authors and a state beside it",
    () => ({ ...where({ not: { of: "author", equals: tara.id } }), state: "cancelled" }),
    () => [20],
  ],
  ["a predicate over words", () => where({ of: "text", equals: "report boats" }), () => []],
];
const where = (predicate: Predicate): Query => ({ where: JSON.stringify(predicate) });
const attribute = (name: string, values: string[]): Predicate => ({ of: "attribute", name, in: values });

/** Events that the worker has not followed yet: those of other tests' transactions hold it back for a moment. */
async function left(): Promise<number> {
  const { rows } = await app.services.database.pool.query(
    `select count(*) as n from event e where ${unfollowed(ITEM_INDEX)}`,
  );
  return rows[0].n;
}

describe.each(["as it happens", "after the worker has followed"])("%s", (when) => {
  beforeAll(async () => {
    if (when === "as it happens") return;
    const { pool } = app.services.database;
    await indexItems.run(app.services);
    while ((await left()) > 0) await followWork.run(app.services);
    await indexText.run(app.services);
    const { rows } = await pool.query(
      `select items, (select count(*) from item_text where project_id = $1) as texts from item_index where project_id = $1`,
      [project],
    );
    expect(rows).toEqual([{ items: COUNT, texts: COUNT }]);
  });

  test.each(CASES)("narrowed to %s", async (_name, query, expected) => {
    expect(await read(query())).toEqual(expected());
  });

  test("everyone who has answered can be chosen as an author", async () => {
    const { rows } = await must(lead, search.authors, { params: { project } });
    expect(rows.map(({ name }) => name)).toEqual(["Otto", "Tara"]);
  });

  test.each<Query>([
    { attribute: "skill:extraction" },
    { text: "trains", sort: "-position" },
    { sort: "-changed" },
    { sort: "changed", state: "in-progress" },
  ])("from each item to the one behind it: %j", async (query) => {
    const list = await read(query);
    for (const [at, n] of list.entries()) {
      const behind = { params: { project }, query: { ...query, beside: ids[n]!, limit: 1 } };
      const { rows } = await must(lead, search.items, behind);
      expect([n, rows.map(({ id }) => ids.indexOf(id))]).toEqual([n, list.slice(at + 1, at + 2)]);
    }
  });

  test("a set is counted exactly, on every page", async () => {
    const page = { params: { project }, query: { limit: 2, attribute: "skill:extraction" } };
    const first = await must(lead, search.items, page);
    expect(first).toMatchObject({ total: 5, totalIsExact: true });
    const second = await must(lead, search.items, { ...page, query: { ...page.query, after: first.next! } });
    expect(second).toMatchObject({ total: 5, totalIsExact: true });
  });
});

test("an answer that was taken back is not found by its value any more", async () => {
  const id = await answer(tara, "neutral");
  expect(await read({ answer: "label:neutral" })).toEqual([4]);
  await must(tara, work.takeBack, { params: { project, assignment: id } });
  expect(await read({ answer: "label:neutral" })).toEqual([]);
});

test("more than ten thousand items in a state are counted about, by no more digits than are known", async () => {
  const { pool } = app.services.database;
  const many = await buildProject(lead);
  await pool.query(
    `with made as (
       insert into item (id, org_id, project_id, position, key, attributes, hash, shown)
       select gen_random_uuid(), $1, $2, n, gen_random_uuid(), '{}', '\\x00', '{"prompt": [{"role": "user", "content": "P"}]}'
       from generate_series(1, 12345) n returning id, position)
     insert into item_state (item_id, org_id, project_id, position, state)
     select id, $1, $2, position, case when position % 2 = 0 then 'working' else 'review' end from made`,
    [lead.org, many],
  );
  await pool.query("analyze item_state");
  const found = async (state: "in-progress" | "working") =>
    must(lead, search.items, { params: { project: many }, query: { limit: 1, state } });
  expect(await found("in-progress")).toMatchObject({ total: 12_000, totalIsExact: false });
  expect(await found("working")).toMatchObject({ total: 6172, totalIsExact: true });
});

test("a line tells what an item is and who answered it", async () => {
  const { rows } = await must(lead, search.items, { params: { project }, query: { limit: 4 } });
  expect(rows[0]).toMatchObject({ state: "in-progress", answers: 2, excerpt: "Question 0 about boats" });
  expect(rows[0]!.authors.map((author) => author.name).sort()).toEqual(["Otto", "Tara"]);
  expect(rows[3]!.excerpt).toBe("Summarize the Überseehafen report 3");
});

test("attributes are listed with their values, the most frequent first", async () => {
  const { rows } = await must(lead, search.attributes, { params: { project } });
  expect(rows.map((row) => row.name)).toEqual(["language", "skill"]);
  expect(rows[1]!.values).toHaveLength(7);
});

test.each(["nonsense", "WzFd=", Buffer.from('[1,"1; drop table"]').toString("base64url")])(
  "a place in the list that nobody was given is refused: %s",
  async (after) => {
    const query = { after, sort: "changed" as const };
    expect(await call(lead, search.items, { params: { project }, query })).toMatchObject({ status: 400 });
  },
);

test("a predicate that is none is refused in words", async () => {
  for (const text of ["{", '{"of":"colour","equals":"red"}'])
    expect(await call(lead, search.items, { params: { project }, query: { where: text } })).toMatchObject({
      status: 422,
      problem: { code: "invalid" },
    });
});
