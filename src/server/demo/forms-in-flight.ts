import { contract } from "#contract/index.ts";
import { FormQuestion } from "#kinds/form.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

const SENDABLE = FormQuestion.parse({
  name: "sendable",
  kind: "choice",
  title: "Would you send it to a user as it is?",
  settings: {
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
  },
});

/**
 * The third project asks one more question, calls another by a new name and an option too. Accepted answers are topped
 * up: their authors have answered half of what is new.
 */
export async function topUpFeedback({ lead, people, projects, clock, random }: Weeks): Promise<void> {
  const params = { project: projects[2]!.id };
  clock.pass(600);
  const { form, rev } = await lead.ask(contract.forms.draft, { params });
  const [feedback, reason] = form.questions;
  const options = (feedback!.settings.options as { value: string }[]).map((option) =>
    option.value === "neutral" ? { ...option, value: "mixed", label: "Partly good" } : option,
  );
  const questions = [
    { ...feedback!, settings: { ...feedback!.settings, options } },
    { ...reason!, name: "problem", showIf: { question: "feedback", in: ["mixed", "bad"] } },
    SENDABLE,
  ];
  const saved = await lead.ask(contract.forms.saveDraft, {
    params,
    body: { form: { ...form, questions }, rev },
  });
  const mapping = [
    { to: "feedback", from: "feedback", values: { good: "good", neutral: "mixed", bad: "bad" } },
    { to: "problem", from: "reason" },
  ];
  await lead.ask(contract.forms.publish, { params, body: { rev: saved.rev, mapping, topUp: 7 } });
  for (const [n, person] of people.entries()) {
    if (PEOPLE[n]!.role !== "trainer") continue;
    const { rows } = await person.ask(contract.work.waiting, {});
    const kept = rows.find(({ projectId }) => projectId === params.project)?.assigned ?? 0;
    for (let left = Math.floor(kept / 2); left > 0; left--) {
      const { assignment } = await person.ask(contract.work.claim, { params, body: { stage: "answer" } });
      if (!assignment?.topUp) break;
      clock.pass(20);
      const isGood = assignment.subject!.body.feedback === "good";
      const body = { sendable: isGood || random.next() < 0.2 ? "yes" : "no" };
      await person.ask(contract.work.submit, {
        params: { ...params, assignment: assignment.id },
        body: { body, spans: [{ kind: "write", from: 0, ms: 15_000 }] },
      });
    }
  }
}

/** A kind of task that was made from two others, and the first items that are it now. */
export async function inventTaskType({ lead, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[0]!.id };
  clock.pass(300);
  await lead.ask(contract.types.save, {
    params,
    body: {
      key: "inference",
      title: "Inference",
      definition: "The text does not say it: the answer follows from what it says, and names from where.",
      parents: ["extraction", "open-qa"],
      examples: [
        {
          prompt: "From the minutes: who could not have voted on the budget?",
          why: "Nobody wrote it down; it follows from when people left.",
        },
      ],
    },
  });
  const { rows } = await lead.ask(contract.search.items, {
    params,
    query: { attribute: "skill:extraction", state: "new", limit: 2 },
  });
  const items = rows.map(({ id }) => id);
  if (items.length > 0)
    await lead.ask(contract.types.retype, { params, body: { items, value: "inference" } });
}
