import { textOf } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { announceHoliday } from "./announcements.ts";
import { readNewQuestions } from "./demo-prompts.ts";
import { edit } from "./edits.ts";
import { inventTaskType, topUpPreferences } from "./forms-in-flight.ts";
import { announceRule } from "./guide.ts";
import { PEOPLE } from "./people.ts";
import { type ReviewPlan, review } from "./reviews.ts";
import type { Weeks } from "./work-once.ts";

/** How many edits wait for the reviewer or the lead who visits first. */
const EDITS_LEFT = 2;

/**
 * What a first visit should find on the last day: a draft that waits, a flag, threads with mentions, answers that
 * came back, one of them to the trainer whose link is printed, a release, more new questions than people answer
 * in a day, a form whose new question half of the answers have, and a change of the guide that is to be read before the next answer in English.
 */
export async function leaveTraces(weeks: Weeks, plan: ReviewPlan): Promise<void> {
  weeks.clock.pass(900);
  await parkDraft(weeks);
  await answerInHaste(weeks);
  await review(weeks, { reviews: 1, returns: 1, exactly: true });
  await review(weeks, { ...plan, exactly: true });
  await edit(weeks, EDITS_LEFT);
  await quoteAnExample(weeks);
  await releaseFirstPairs(weeks);
  await topUpPreferences(weeks);
  await inventTaskType(weeks);
  await importNewQuestions(weeks);
  weeks.clock.pass(600);
  await announceRule(weeks.lead, weeks.guide);
  await announceHoliday(weeks);
}

/** The second trainer begins, asks, and puts the work aside for later. */
async function parkDraft({ lead, people, projects, clock }: Weeks): Promise<void> {
  const [project] = projects;
  const params = { project: project!.id };
  const trainer = people[1]!;
  const { assignment } = await trainer.ask(contract.work.claim, { params, body: { stage: "answer" } });
  if (!assignment) throw new Error("demo: nothing is left to begin with");
  const work = { ...params, assignment: assignment.id };
  const { written } = project!.promptOf(textOf(assignment.material.prompt.at(-1)!));
  clock.pass(140);
  const body = { body: { response: beginningOf(written.careful) }, rev: assignment.draft?.rev ?? 0 };
  await trainer.ask(contract.work.saveDraft, { params: work, body });
  const note = "Table or list? The instructions speak of lists only.";
  await trainer.ask(contract.work.flag, { params: work, body: { reason: "unclear", note } });
  const text = `@${lead.name} may I use a table here? The instructions speak of lists only.`;
  await trainer.ask(contract.discussions.startHere, { params: work, body: { text, mentions: [lead.id] } });
  await trainer.ask(contract.work.renew, { params: work, body: { park: true } });
}

/** The first trainer writes a last answer in a hurry, and the lead has it reviewed before all others. */
async function answerInHaste({ lead, people, projects, clock }: Weeks): Promise<void> {
  const [project] = projects;
  const params = { project: project!.id };
  const trainer = people[0]!;
  const { assignment } = await trainer.ask(contract.work.claim, { params, body: { stage: "answer" } });
  if (!assignment) throw new Error("demo: nothing is left to end with");
  const prompt = project!.promptOf(textOf(assignment.material.prompt.at(-1)!));
  clock.pass(95);
  await trainer.ask(contract.work.submit, {
    params: { ...params, assignment: assignment.id },
    body: {
      body: { response: prompt.written.middling },
      confidence: 3,
      spans: [{ kind: "write", from: 0, ms: 95_000 }],
    },
  });
  clock.pass(300);
  const { rows } = await lead.ask(contract.search.items, { params, query: { externalId: prompt.id } });
  const items = rows.map(({ id }) => id);
  await lead.ask(contract.items.prioritise, { params, body: { items, priority: 0 } });
  // Urgent in its queue is not yet first of all queues: what is assigned is.
  const person = people[PEOPLE.findIndex(({ role }) => role === "reviewer")]!.id;
  await lead.ask(contract.work.assign, { params: { ...params, item: items[0]! }, body: { person } });
}

/** The lead asks the first person who has one about a response that was accepted. */
async function quoteAnExample({ lead, people, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[0]!.id };
  const { rows } = await lead.ask(contract.search.items, { params, query: { state: "done", limit: 100 } });
  const acceptedOf = (person: string) => rows.find(({ authors }) => authors.some(({ id }) => id === person));
  const author = people.find(({ id }) => acceptedOf(id));
  const row = author && acceptedOf(author.id);
  if (!row) throw new Error("demo: nobody has an accepted response");
  clock.pass(120);
  const text = `@${author.name} a fine example for the instructions. May I quote it?`;
  const thread = await lead.ask(contract.discussions.start, {
    params: { ...params, item: row.id },
    body: { text, mentions: [author.id] },
  });
  clock.pass(1500);
  const replied = { params: { ...params, thread: thread.id }, body: { text: "Of course, please do." } };
  await author.ask(contract.discussions.reply, replied);
  await lead.ask(contract.discussions.resolve, {
    params: { ...params, thread: thread.id },
    body: { resolved: true },
  });
}

/** The first pairs are ready to train with; the worker writes their files when the server is up. */
async function releaseFirstPairs({ lead, projects, clock }: Weeks): Promise<void> {
  clock.pass(600);
  await lead.ask(contract.releases.create, {
    params: { project: projects[1]!.id },
    body: {
      name: "First pairs",
      notes: "Items with three judgements each; the majority decides, ties are left out.",
      formats: ["trl-preference", "openai-preference", "csv"],
    },
  });
}

/** Last, so that no answer of the past weeks is about them. */
async function importNewQuestions({ lead, projects, clock }: Weeks): Promise<void> {
  clock.pass(600);
  const params = { project: projects[2]!.id };
  const query = { name: "new-questions.jsonl", start: "true" };
  await lead.ask(contract.imports.upload, { params, query, file: new Blob([readNewQuestions()]) });
}

/** The first sentence or line of a text. */
const beginningOf = (text: string) => /^[^.。।\n]+[.。।]?/u.exec(text)?.[0] ?? text;
