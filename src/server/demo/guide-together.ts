import type { Capacity, DraftEntry } from "#contract/guide-drafts.ts";
import type { SuggestedAct } from "#contract/guide-suggestions.ts";
import { contract } from "#contract/index.ts";
import { inReadingOrder, RuleContent, toSign } from "#guide/index.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { entryCalled } from "./guide.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

const { guideCheckIns, guideComments, guideDrafts, guideHints, guideSignOff, guideSuggestions } = contract;

/** Who writes and signs beside the lead. */
const CAPACITIES: Record<string, Capacity> = {
  "Amira Haddad": "linguist",
  "Jonas Weber": "expert",
  "Olu Adeyemi": "lawyer",
  "Mei Tanaka": "client",
};

interface DemoSuggestion {
  by: string;
  title: string;
  statement: string;
  note: string;
  decision?: { outcome: "taken" | "declined"; reason: string };
}

const SUGGESTIONS: DemoSuggestion[] = [
  {
    by: "Jonas Weber",
    title: "Write in the active voice",
    statement: "Say who does what. Never use the passive.",
    note: "Easier to check.",
    decision: {
      outcome: "declined",
      reason: "“The bridge was built in 1932” is fine: nobody asks who built it.",
    },
  },
  {
    by: "Olu Adeyemi",
    title: "Keep the tone even",
    statement:
      "Be friendly and calm, also towards people who are not. No exclamation marks in a row, no flattery about the question.",
    note: "Two answers last week were short with an angry person.",
    decision: { outcome: "taken", reason: "" },
  },
  {
    by: "Amira Haddad",
    title: "Use everyday words",
    statement:
      "Choose the shortest common word that is exact. Explain a technical term once, where it first appears, in the language of the prompt.",
    note: "In Arabic answers, terms are often explained in English.",
  },
];

/** What else they would do with entries; two of these wait, and one was declined. */
const ACTS: {
  by: string;
  title: string;
  note: string;
  act(entry: DraftEntry): SuggestedAct;
  declined?: string;
}[] = [
  {
    by: "Jonas Weber",
    title: "Correct a false premise",
    note: "Two different demands: one about facts, one about tone.",
    act: ({ id: entry, revision: base, content }) => {
      const first = RuleContent.parse(content);
      const title = "Correct without blame";
      const statement = "Say what is right. Do not say that the person should have known.";
      const parts = [first, { ...first, title, statement, examples: [] }];
      return { act: "split", entry, base, parts };
    },
  },
  {
    by: "Mei Tanaka",
    title: "No closing offers",
    note: "Our customers ask for them.",
    act: ({ id: entry, revision: base }) => ({ act: "retire", entry, base }),
    declined: "They ask in chats. The chat guide allows it.",
  },
  {
    by: "Amira Haddad",
    title: "Quote exactly",
    note: "It is missing for every language but English.",
    act: ({ id: after, parent }) => {
      const statement = "Use the quotation marks of the language of the answer.";
      return {
        act: "add",
        parent,
        after,
        content: RuleContent.parse({
          kind: "rule",
          title: "Use local quotation marks",
          statement,
          type: "formatting",
        }),
      };
    },
  },
];

/** The section that two of them must sign; one has. */
const SIGNED = "Sensitive topics";
/** A hint that the lead looked at and left. */
const DISMISSED = {
  title: "Write in the active voice",
  hint: "no-examples",
  reason: "The rule shows itself what it asks for.",
} as const;

/** People with capacities in the guide, and suggestions that were taken, declined, and wait. */
export async function writeTogether({ lead, people, guide, clock }: Weeks): Promise<void> {
  const called = (name: string): DemoVisitor => people[PEOPLE.findIndex((person) => person.name === name)]!;
  for (const [name, capacity] of Object.entries(CAPACITIES))
    await lead.ask(guideDrafts.setCapacities, {
      params: { guide, person: called(name).id },
      body: { capacities: [capacity] },
    });
  await checkIn(called("Mei Tanaka"), guide);
  for (const { by, title, statement, note, decision } of SUGGESTIONS) {
    clock.pass(60);
    const { id: entry, revision: base, content } = await entryCalled(lead, guide, title);
    const { id: suggestion } = await called(by).ask(guideSuggestions.make, {
      params: { guide },
      body: {
        change: { act: "reword", entry, base, content: { ...RuleContent.parse(content), statement } },
        note,
      },
    });
    if (decision) await lead.ask(guideSuggestions.decide, { params: { guide, suggestion }, body: decision });
  }
  for (const { by, title, note, act, declined } of ACTS) {
    clock.pass(60);
    const change = act(await entryCalled(lead, guide, title));
    const body = { change, note };
    const { id: suggestion } = await called(by).ask(guideSuggestions.make, { params: { guide }, body });
    const decision = { outcome: "declined" as const, reason: declined ?? "" };
    if (declined) await lead.ask(guideSuggestions.decide, { params: { guide, suggestion }, body: decision });
  }
  await discuss(lead, called("Jonas Weber"), guide);
  await signSection(lead, called("Olu Adeyemi"), guide);
  const { title, ...hint } = DISMISSED;
  const { id: entry } = await entryCalled(lead, guide, title);
  await lead.ask(guideHints.dismiss, { params: { guide, entry }, body: hint });
}

/** An expert asks about a passage of a rule, and its owner answers. */
async function discuss(lead: DemoVisitor, expert: DemoVisitor, guide: string): Promise<void> {
  const { id: entry, content } = await entryCalled(lead, guide, "Quote exactly");
  const { statement } = RuleContent.parse(content);
  const quotation = "word for word";
  const start = statement.indexOf(quotation);
  const anchor = {
    place: { part: "entry" as const, entry, field: "statement" },
    span: { start, end: start + quotation.length, quotation },
  };
  const body = { text: "Also where the original has a spelling mistake?", mentions: [], anchor };
  const { id: thread } = await expert.ask(guideComments.start, { params: { guide, entry }, body });
  const reply = { text: "Yes, followed by [sic]. I will add an example.", mentions: [expert.id] };
  await lead.ask(guideComments.reply, { params: { guide, thread }, body: reply });
}

/** The client looks through the guide. */
async function checkIn(client: DemoVisitor, guide: string): Promise<void> {
  const params = { guide };
  const { rev } = await client.ask(guideCheckIns.get, { params });
  await client.ask(guideCheckIns.finish, { params, body: { rev } });
}

/** A lawyer and an expert must sign a section; the lawyer has. */
async function signSection(lead: DemoVisitor, lawyer: DemoVisitor, guide: string): Promise<void> {
  const { id: section } = await entryCalled(lead, guide, SIGNED);
  const params = { guide, section };
  await lead.ask(guideSignOff.demand, { params, body: { capacities: ["lawyer", "expert"] } });
  const { entries } = await lawyer.ask(guideDrafts.get, { params: { guide } });
  const live = inReadingOrder(entries.filter(({ retired }) => retired === null));
  const body = { capacity: "lawyer" as const, entries: toSign(live, section) };
  await lawyer.ask(guideSignOff.sign, { params, body });
}
