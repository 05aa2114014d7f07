import { TASK } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { FormQuestion } from "#kinds/form.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

const SENDABLE = FormQuestion.parse({
  name: "sendable",
  kind: "choice",
  title: "Would you send the better one to a user as it is?",
  settings: {
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
  },
});
/** How many answers each author has added to so far. */
const MOST_ADDED = 4;

/**
 * The preference project asks one more question and calls another by a new name. What was accepted is topped up, and its
 * authors have begun with that.
 */
export async function topUpPreferences({ lead, people, projects, clock, random }: Weeks): Promise<void> {
  const params = { project: projects[1]!.id };
  clock.pass(600);
  const { form, rev } = await lead.ask(contract.forms.draft, { params });
  const renamed = form.questions.map((one) => (one.name === "reason" ? { ...one, name: "why" } : one));
  const questions = [...renamed, SENDABLE];
  const body = { form: { ...form, questions }, rev };
  const saved = await lead.ask(contract.forms.saveDraft, { params, body });
  const mapping = [{ to: "why", from: "reason" }];
  await lead.ask(contract.forms.publish, { params, body: { rev: saved.rev, mapping, topUp: 7 } });
  for (const [n, person] of people.entries()) {
    if (PEOPLE[n]!.role !== "trainer") continue;
    const { rows } = await person.ask(contract.work.waiting, {});
    const kept = rows.find(({ projectId }) => projectId === params.project)?.assigned ?? 0;
    for (let left = Math.min(MOST_ADDED, Math.ceil(kept / 2)); left > 0; left--) {
      const { assignment } = await person.ask(contract.work.claim, { params, body: { stage: "answer" } });
      clock.pass(20);
      await person.ask(contract.work.submit, {
        params: { ...params, assignment: assignment!.id },
        body: {
          body: { sendable: random.is(0.6) ? "yes" : "no" },
          spans: [{ kind: "write", from: 0, ms: 15_000 }],
        },
      });
    }
  }
}

/** What is asked about the new kind of task alone. */
const FOLLOWS_FROM = FormQuestion.parse({
  name: "follows_from",
  kind: "text",
  title: "Which sentences does the answer follow from?",
  required: false,
  showIf: { attribute: TASK, in: ["inference"] },
});

/**
 * A kind of task that was made from two others, with a rule and a question of its own, and the first items that are it
 * now.
 */
export async function inventTaskType({ lead, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[0]!.id };
  clock.pass(300);
  const { guide } = await lead.ask(contract.guides.get, { params });
  const unsure = guide?.entries.find(({ content }) => content.title === "Say what you are not sure of");
  await lead.ask(contract.types.save, {
    params,
    body: {
      key: "inference",
      title: "Inference",
      definition: "The text does not say it: the answer follows from what it says, and names from where.",
      parents: ["extraction", "open-qa"],
      rules: unsure ? [unsure.id] : [],
      examples: [
        {
          prompt: "From the minutes: who could not have voted on the budget?",
          why: "Nobody wrote it down; it follows from when people left.",
        },
      ],
    },
  });
  const { form, rev } = await lead.ask(contract.forms.draft, { params });
  const draft = { form: { ...form, questions: [...form.questions, FOLLOWS_FROM] }, rev };
  const saved = await lead.ask(contract.forms.saveDraft, { params, body: draft });
  await lead.ask(contract.forms.publish, { params, body: { rev: saved.rev } });
  const { rows } = await lead.ask(contract.search.items, {
    params,
    query: { attribute: "skill:extraction", state: "new", limit: 2 },
  });
  const items = rows.map(({ id }) => id);
  if (items.length > 0)
    await lead.ask(contract.types.retype, { params, body: { items, value: "inference" } });
}
