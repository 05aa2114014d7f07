import { afterAll, beforeAll, expect, test } from "vitest";
import type { Capacity, DraftEntry } from "#contract/guide-drafts.ts";
import { contract } from "#contract/index.ts";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { provenRows } from "#verify/proven-rows.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideDrafts: drafts, guideSuggestions: suggestions } = contract;

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const rule = (title: string, statement: string): EntryContent =>
  RuleContent.parse({ kind: "rule", title, statement });

/** A guide of the owner's, and what people do in it. */
async function startGuide() {
  const { id } = await must(owner, drafts.create, { body: { title: "House style" } });
  const params = { guide: id };
  return {
    id,
    params,
    async add(content: EntryContent, parent: string | null = null): Promise<DraftEntry> {
      const { entries } = await must(owner, drafts.addEntry, { params, body: { content, parent } });
      return entries.at(-1)!;
    },
    save: (entry: DraftEntry, content: EntryContent) =>
      must(owner, drafts.saveEntry, {
        params: { ...params, entry: entry.id },
        body: { base: entry.revision, content },
      }),
    async person(name: string, ...capacities: Capacity[]): Promise<TestPerson> {
      const person = await buildPerson(app, org, { name });
      await must(owner, drafts.setCapacities, {
        params: { ...params, person: person.id },
        body: { capacities },
      });
      return person;
    },
    suggest: (who: TestPerson, { id: entry, revision }: DraftEntry, content: EntryContent, note = "") =>
      call(who, suggestions.make, {
        params: { ...params, entry },
        body: { base: revision, content, note },
      }),
    decide: (
      who: TestPerson,
      suggestion: string,
      outcome: "taken" | "declined" | "withdrawn",
      more: { reason?: string; joined?: { base: string; content: EntryContent } } = {},
    ) => call(who, suggestions.decide, { params: { ...params, suggestion }, body: { outcome, ...more } }),
    async says(entry: string) {
      const { entries } = await must(owner, drafts.get, { params });
      const { content, n } = entries.find(({ id: one }) => one === entry)!;
      return { n, ...(content as RuleContent) };
    },
  };
}

const idOf = (made: Awaited<ReturnType<typeof call<typeof suggestions.make>>>) => {
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.data.id;
};

async function violations(): Promise<unknown[]> {
  const client = await app.services.database.pool.connect();
  try {
    return await verify(client as never, [...guideRules, provenRows], []);
  } finally {
    client.release();
  }
}

test("a suggestion changes nothing until it is taken, and is then joined with what was saved since", async () => {
  const guide = await startGuide();
  const brief = await guide.add(rule("Be brief", "One.\n\nTwo."));
  const tara = await guide.person("Tara", "suggester");
  const id = idOf(await guide.suggest(tara, brief, rule("Be brief", "One.\n\nTwo!"), "Livelier."));
  expect(await guide.says(brief.id)).toMatchObject({ n: 1, statement: "One.\n\nTwo." });
  await guide.save(brief, rule("Be brief", "One!\n\nTwo."));
  const { rows } = await must(tara, suggestions.list, { params: guide.params });
  expect(rows).toMatchObject([
    {
      id,
      note: "Livelier.",
      behind: true,
      by: { name: "Tara" },
      base: { statement: "One.\n\nTwo." },
      decision: null,
    },
  ]);
  expect(await guide.decide(owner, id, "taken")).toMatchObject({
    data: { decision: { outcome: "taken", by: { id: owner.id } } },
  });
  expect(await guide.says(brief.id)).toMatchObject({ n: 3, statement: "One!\n\nTwo!" });
  expect(await guide.decide(owner, id, "declined", { reason: "Late." })).toMatchObject({ status: 409 });
  expect(await violations()).toEqual([]);
});

test("a suggestion for a passage that was changed meanwhile is refused with both texts, and taken as a person joined them", async () => {
  const guide = await startGuide();
  const brief = await guide.add(rule("Be brief", "At most twenty lines."));
  const tara = await guide.person("Tara", "lawyer");
  const id = idOf(await guide.suggest(tara, brief, rule("Be brief", "At most five lines.")));
  await guide.save(brief, rule("Be brief", "At most ten lines."));
  const refused = await guide.decide(owner, id, "taken");
  expect(refused).toMatchObject({
    status: 409,
    problem: { detail: { theirs: { statement: "At most ten lines." }, fields: ["statement"] } },
  });
  const { revision: base } = (refused as { problem: { detail?: Record<string, unknown> } }).problem.detail!;
  const joined = { base: base as string, content: rule("Be brief", "At most seven lines.") };
  expect(await guide.decide(owner, id, "taken", { joined })).toMatchObject({ status: 200 });
  expect(await guide.says(brief.id)).toMatchObject({ n: 3, statement: "At most seven lines." });
});

test("declining takes a reason; only editors decide, and only whoever made a suggestion withdraws it", async () => {
  const guide = await startGuide();
  const brief = await guide.add(rule("Be brief", "Ten lines."));
  const [tara, reader] = [await guide.person("Tara", "client"), await guide.person("Rea", "reader")];
  const made = () => guide.suggest(tara, brief, rule("Be brief", "Five lines."));
  expect(await guide.suggest(reader, brief, rule("Be brief", "No lines."))).toMatchObject({ status: 403 });
  expect(await guide.suggest(tara, brief, rule("Be brief", "Ten lines."))).toMatchObject({ status: 422 });
  const [first, second] = [idOf(await made()), idOf(await made())];
  expect(await guide.decide(owner, first, "declined")).toMatchObject({ status: 422 });
  expect(await guide.decide(tara, first, "taken")).toMatchObject({ status: 403 });
  expect(await guide.decide(owner, first, "withdrawn")).toMatchObject({ status: 403 });
  expect(await guide.decide(owner, first, "declined", { reason: "Too short." })).toMatchObject({
    status: 200,
  });
  expect(await guide.decide(tara, second, "withdrawn")).toMatchObject({ status: 200 });
  expect(await guide.says(brief.id)).toMatchObject({ n: 1 });
  const foreigner = (await buildOrganization(app)).owner;
  expect(await call(foreigner, suggestions.list, { params: guide.params })).toMatchObject({ status: 404 });
  expect(await violations()).toEqual([]);
});
