import { contract } from "#contract/index.ts";
import { type Answering, giveFeedback, preferResponse, writeResponse } from "./answers.ts";
import type { DemoClock } from "./demo-clock.ts";
import { type DemoPrompt, readDemoPrompts } from "./demo-prompts.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { adoptGuide } from "./guide.ts";
import { PEOPLE } from "./people.ts";

/** A project of the demo, and how people answer in it. */
export interface DemoProject {
  id: string;
  answering: Answering;
  /** How many answers it gets over the weeks; one more comes to the first on the last day. */
  answers: number;
  promptOf(text: string): DemoPrompt;
}

const SHAPES = [
  {
    name: "Assistant demonstrations",
    description: "Responses to prompts of seven skills, written by people, reviewed and edited.",
    template: "demonstration",
    settings: { answersPerItem: 1, review: true, edit: true, demandLanguage: "language" },
    answering: writeResponse,
    answers: 59,
    responses: 0,
  },
  {
    name: "Preferences between two models",
    description: "Which of two responses is better, by three people each.",
    template: "preference",
    settings: { answersPerItem: 3, review: false },
    answering: preferResponse,
    answers: 192,
    responses: 2,
  },
  {
    name: "Three-way feedback",
    description: "Is a response good, bad or neither, by three people each.",
    template: "three_way_feedback",
    settings: { answersPerItem: 3, review: false },
    answering: giveFeedback,
    answers: 148,
    responses: 1,
  },
] as const;

/**
 * Creates the projects, imports their prompts from a file as a lead would, and adds everybody. The first two follow the
 * guide, the third keeps its first version.
 */
export async function createProjects(
  lead: DemoVisitor,
  guide: string,
  people: DemoVisitor[],
  clock: DemoClock,
): Promise<DemoProject[]> {
  const projects: DemoProject[] = [];
  const prompts = readDemoPrompts();
  const byText = new Map(prompts.map((prompt) => [prompt.prompt, prompt]));
  for (const { responses, answering, answers, ...shape } of SHAPES) {
    clock.pass(600);
    const { id } = await lead.ask(contract.projects.create, {
      body: shape,
    });
    const params = { project: id };
    await adoptGuide(lead, id, guide, { pinned: responses === 1 });
    await publishForm(lead, id, guide);
    const file = new Blob(prompts.map((prompt) => `${JSON.stringify(lineOf(prompt, responses))}\n`));
    const query = { name: "demo-prompts.jsonl", start: "true" };
    await lead.ask(contract.imports.upload, { params, query, file });
    for (const [n, person] of people.entries()) {
      const body = { role: PEOPLE[n]!.role };
      await lead.ask(contract.projects.setMember, { params: { ...params, person: person.id }, body });
    }
    projects.push({ id, answering, answers, promptOf: (text) => byText.get(text)! });
  }
  return projects;
}

/** Publishes the form of the project's template; its first question names the guide's first rules. */
async function publishForm(lead: DemoVisitor, project: string, guide: string): Promise<void> {
  const params = { project };
  const { entries } = await lead.ask(contract.guideDrafts.get, { params: { guide } });
  const rules = entries.filter(({ content }) => content.kind === "rule").map(({ id }) => id);
  const { form, rev } = await lead.ask(contract.forms.draft, { params });
  const questions = form.questions.map((question, n) =>
    n === 0 ? { ...question, rules: rules.slice(0, 2) } : question,
  );
  const body = { form: { ...form, questions }, rev };
  const draft = await lead.ask(contract.forms.saveDraft, { params, body });
  await lead.ask(contract.forms.publish, { params, body: { rev: draft.rev } });
}

function lineOf(prompt: DemoPrompt, responses: 0 | 1 | 2): object {
  const { id, skill, language, domain, context, responses: both } = prompt;
  return {
    id,
    prompt: prompt.prompt,
    ...(context && { context }),
    ...(responses > 0 && { responses: both.slice(0, responses).map(({ text, model }) => ({ text, model })) }),
    skill,
    language,
    domain,
  };
}
