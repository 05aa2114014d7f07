import { afterAll, beforeAll, expect, test } from "vitest";
import type { Predicate } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideDrafts, guides, reports, search, work } = contract;

let site: TestApp;
let lead: TestPerson;
let author: TestPerson;
let reviewer: TestPerson;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  author = await buildPerson(site, org, { name: "Amara" });
  reviewer = await buildPerson(site, org, { name: "Rosa" });
});
afterAll(() => site.stop());

const rule = (title: string) => RuleContent.parse({ kind: "rule", title, statement: `${title}, always.` });

/** A project under a guide of two rules, with a submitted answer. */
async function buildCase() {
  const project = await buildProject(lead, { settings: { review: true } });
  await join(lead, project, author, "trainer");
  await join(lead, project, reviewer, "reviewer");
  await addItems(site, lead, project, 3);
  const guide = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const at = { params: { guide: guide.id } };
  const publish = async () => {
    const { rev } = await must(lead, guideDrafts.get, at);
    return must(lead, guideDrafts.publish, { ...at, body: { rev, note: "" } });
  };
  for (const title of ["Short lists", "Plain words"])
    await must(lead, guideDrafts.addEntry, { ...at, body: { content: rule(title) } });
  await publish();
  const params = { project };
  await must(lead, guides.adopt, { params, body: { guide: guide.id } });
  const answer = async (who = author) => {
    const { assignment } = await must(who, work.claim, { params, body: {} });
    const at = { project, assignment: assignment!.id };
    await must(who, work.submit, { params: at, body: { body: { response: "An answer." } } });
  };
  await answer();
  const { entries } = await must(lead, guideDrafts.get, at);
  const [plain, lists] = entries as [(typeof entries)[0], (typeof entries)[0]];
  const reword = async () => {
    const body = { base: lists.revision, content: rule("Shorter lists") };
    await must(lead, guideDrafts.saveEntry, { params: { guide: guide.id, entry: lists.id }, body });
    await publish();
  };
  const split = async () => {
    const base = (await must(lead, guideDrafts.get, at)).entries.find(({ id }) => id === lists.id)!.revision;
    const body = { base, parts: [rule("Shorter lists"), rule("Longer lists")] };
    await must(lead, guideDrafts.splitEntry, { params: { guide: guide.id, entry: lists.id }, body });
    await publish();
  };
  const review = async () =>
    (await must(reviewer, work.claim, { params, body: { stage: "review" } })).assignment!;
  return { project, params, plain: plain.id, lists: lists.id, answer, reword, split, review };
}

test("a returned answer tells its author which rules it breaks; a rule newer than the answer is marked so", async () => {
  const { project, params, plain, lists, reword, review } = await buildCase();
  await reword();
  const piece = await review();
  expect(piece.subject!.newerRules).toEqual([lists]);
  const decision = {
    decision: "return",
    reason: "See #1 and #2.",
    rules: [{ rule: plain }, { rule: lists }],
  };
  await must(reviewer, work.review, {
    params: { project, assignment: piece.id },
    body: { ...decision, decision: "return" },
  });

  const { assignment } = await must(author, work.claim, { params, body: {} });
  expect(
    assignment!.returned!.rules.map(({ number, title, newer, guideVersion }) => [
      number,
      title,
      newer,
      guideVersion,
    ]),
  ).toEqual([
    ["1", "Plain words", false, 2],
    ["2", "Shorter lists", true, 2],
  ]);
});

test("a review cites rules of its own guide alone, and is not written with one that it does not have", async () => {
  const { project, lists, review } = await buildCase();
  const other = await buildCase();
  const piece = await review();
  const at = { params: { project, assignment: piece.id } };
  const body = { decision: "reject", reason: "No.", rules: [{ rule: other.plain }] } as const;
  expect(
    await call(reviewer, work.review, { ...at, body: { ...body, rules: [...body.rules] } }),
  ).toMatchObject({
    problem: { code: "unknown_rule" },
  });
  await must(reviewer, work.review, { ...at, body: { ...body, rules: [{ rule: lists }] } });
  const { rows } = await site.services.database.pool.query(
    "select rule_id, judgement, severity, newer from finding where project_id = $1",
    [project],
  );
  expect(rows).toEqual([{ rule_id: lists, judgement: "broken", severity: "major", newer: false }]);
});

test("the report of rules counts answers that break a rule, also one that it came from, but none that could not know it", async () => {
  const { project, params, plain, lists, reword, split, review, answer } = await buildCase();
  const decide = async (rules: string[]) => {
    const piece = await review();
    const body = { decision: "reject", reason: "No.", rules: rules.map((rule) => ({ rule })) } as const;
    await must(reviewer, work.review, { params: { project, assignment: piece.id }, body: { ...body } });
  };
  await decide([lists]);
  await answer();
  await reword();
  await decide([lists, plain]); // `lists` is newer than this answer
  const first = await must(lead, reports.findings, { params, query: { limit: 2 } });
  const rest = await must(lead, reports.findings, { params, query: { limit: 2, after: first.next! } });
  const findings = [...first.rows, ...rest.rows].map((row) => [row.guideVersion, row.newer, row.by.name]);
  expect(findings.sort()).toEqual([
    [1, false, "Rosa"],
    [2, false, "Rosa"],
    [2, true, "Rosa"],
  ]);
  expect([first.rows.length, rest.next]).toEqual([2, null]);
  const lost = await call(lead, reports.findings, { params, query: { after: "nowhere" } });
  expect(lost).toMatchObject({ problem: { code: "malformed" } });
  await split();
  await answer();
  await decide([]);
  const { rows } = await must(lead, reports.rules, { params });
  const short = rows.map((row) => [row.title, row.broken, row.newer, row.judged, row.share.value]);
  expect(short.sort()).toEqual([
    ["Longer lists", 1, 1, 3, 1 / 3],
    ["Plain words", 1, 0, 3, 1 / 3],
    ["Shorter lists", 1, 1, 3, 1 / 3],
  ]);
  const parts = rows.find((row) => row.title === "Longer lists")!;
  expect(parts.family).toContain(lists);
  expect(parts.byVersion.map(({ version, broken, judged }) => [version, broken, judged])).toEqual([
    [1, 1, 1],
    [2, 0, 1],
    [3, 0, 1],
  ]);
  const where = { of: "finding", in: parts.family } as const;
  const found = await must(lead, search.items, { params, query: { where: JSON.stringify(where) } });
  expect(found.rows).toHaveLength(1);
});

test("a rule's page compares its texts by version, language and person, and counts the minutes of rework", async () => {
  const { project, params, lists, reword, review, answer } = await buildCase();
  const first = await review();
  const decision = { decision: "return", reason: "Long.", rules: [{ rule: lists }] } as const;
  const at = { params: { project, assignment: first.id } };
  await must(reviewer, work.review, { ...at, body: { ...decision, rules: [...decision.rules] } });
  await reword();
  const { assignment: again } = await must(author, work.claim, { params, body: {} });
  const spans = [{ kind: "write", from: 0, ms: 120_000 }] as const;
  await must(author, work.submit, {
    params: { project, assignment: again!.id },
    body: { body: { response: "A shorter answer." }, spans: [...spans] },
  });
  await answer();
  for (let n = 0; n < 2; n++) {
    const piece = await review();
    const body = { decision: "accept" } as const;
    await must(reviewer, work.review, { params: { project, assignment: piece.id }, body });
  }

  const { rows: mine } = await must(author, reports.myRules, { params });
  expect(mine.map(({ rule, broken }) => [rule, broken])).toEqual([[lists, 1]]);
  const periods = [
    [1, 1, 1, 1],
    [2, 2, 0, 2],
  ];
  const short = mine[0]!.periods.map(({ from, to, broken, judged }) => [from, to, broken, judged]);
  expect(short).toEqual(periods);
  expect((await must(reviewer, reports.myRules, { params })).rows).toEqual([]);

  const page = await must(lead, reports.rule, { params: { project, rule: lists } });
  expect(page.periods.map(({ from, to, broken, judged }) => [from, to, broken, judged])).toEqual(periods);
  expect(page.changes.map(({ version, difference }) => [version, difference.value])).toEqual([[2, -1]]);
  expect(page.byLanguage.map(({ value, broken, judged }) => [value, broken, judged])).toEqual([["en", 1, 3]]);
  expect(page.byPerson!.map(({ person, broken }) => [person.name, broken])).toEqual([["Amara", 1]]);
  expect(page.minutesLost).toBeGreaterThan(0);
  expect(page.agreement.n).toBe(0);
  const items = async (where: Predicate) =>
    (await must(lead, search.items, { params, query: { where: JSON.stringify(where) } })).rows.length;
  const broken = { of: "finding", in: page.family } as const;
  const judged = { of: "judged", in: page.family } as const;
  const { value } = page.byStage[0]!;
  const counted = [
    { ...broken, version: 1 },
    { ...broken, version: 2 },
    { ...broken, stage: value! },
    { ...broken, stage: "elsewhere" },
    { ...broken, only: "returned" as const },
    { ...judged, version: 1 },
    { ...judged, version: 2 },
    { ...judged, stage: "elsewhere" },
    { ...judged, only: "returned" as const },
    { ...judged, only: "twice" as const },
  ];
  expect(await Promise.all(counted.map(items))).toEqual([1, 0, 1, 0, 1, 1, 2, 0, 1, 0]);
  const listed = (await must(lead, reports.rules, { params })).rows.find(({ rule }) => rule === lists)!;
  expect([listed.broken, listed.judged]).toEqual([page.broken, page.judged]);
});
