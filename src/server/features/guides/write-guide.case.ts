import type { Capacity, DraftEntry } from "#contract/guide-drafts.ts";
import type { SuggestedAct } from "#contract/guide-suggestions.ts";
import { contract } from "#contract/index.ts";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { provenRows } from "#verify/proven-rows.ts";
import { call, must } from "../../testing/call.ts";
import { buildPerson, type TestPerson } from "../../testing/make.ts";
import type { TestApp } from "../../testing/test-app.ts";

const { guideDrafts: drafts, guideSuggestions: suggestions } = contract;

export const rule = (title: string, statement: string): EntryContent =>
  RuleContent.parse({ kind: "rule", title, statement });

/** A guide of the owner's, and what people do in it. */
export async function startGuideOf(app: TestApp, owner: TestPerson, org: string) {
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
        params,
        body: { change: { act: "reword", entry, base: revision, content }, note },
      }),
    suggestAct: (who: TestPerson, act: SuggestedAct) =>
      call(who, suggestions.make, { params, body: { change: act } }),
    decide: (
      who: TestPerson,
      suggestion: string,
      outcome: "taken" | "declined" | "withdrawn",
      more: {
        reason?: string;
        joined?: { base: string; content: EntryContent };
        seen?: { id: string; base: string }[];
      } = {},
    ) => call(who, suggestions.decide, { params: { ...params, suggestion }, body: { outcome, ...more } }),
    async says(entry: string) {
      const { entries } = await must(owner, drafts.get, { params });
      const { content, n } = entries.find(({ id: one }) => one === entry)!;
      return { n, ...(content as RuleContent) };
    },
  };
}

export const idOf = (made: Awaited<ReturnType<typeof call<typeof suggestions.make>>>) => {
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.data.id;
};

export const section = (title: string): EntryContent => ({ kind: "section", title, definition: "" });

/** What the checker says about guides and what events prove. */
export async function violationsIn(app: TestApp): Promise<unknown[]> {
  const client = await app.services.database.pool.connect();
  try {
    return await verify(client as never, [...guideRules, provenRows], []);
  } finally {
    client.release();
  }
}
