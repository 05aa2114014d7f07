import { textOf } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { DemoClock } from "./demo-clock.ts";
import type { Chance } from "./demo-random.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import type { DemoProject } from "./projects.ts";

export interface Weeks {
  lead: DemoVisitor;
  people: DemoVisitor[];
  projects: DemoProject[];
  clock: DemoClock;
  random: Chance;
  /** The first day of work, a negative number of days from today. */
  firstDay: number;
}

/** Claims, reads, answers and submits once; false where nothing was left, or it was skipped. */
export async function workOnce(
  weeks: Weeks,
  project: DemoProject,
  person: DemoVisitor,
  care: number,
): Promise<boolean> {
  const { clock, random } = weeks;
  const params = { project: project.id };
  const { assignment } = await person.ask(contract.work.claim, { params, body: { stage: "answer" } });
  if (!assignment) return false;
  const work = { ...params, assignment: assignment.id };
  if (assignment.returned === null && random.is(0.02)) {
    clock.pass(40);
    await person.ask(contract.work.skip, { params: work, body: { reason: "outside-expertise" } });
    return false;
  }
  const seconds = Math.round((60 + random.next() * 240) * (0.6 + care));
  clock.pass(seconds);
  const body = answerTo(weeks, project, assignment, care);
  const confidence = Math.min(5, Math.max(1, Math.round(2 + care * 2 + random.next())));
  const spans = [
    { kind: "read" as const, from: 0, ms: Math.round(seconds * 350) },
    { kind: "write" as const, from: Math.round(seconds * 350), ms: Math.round(seconds * 600) },
  ];
  await person.ask(contract.work.submit, { params: work, body: { body, confidence, spans } });
  clock.pass(random.between(10, 60));
  return true;
}

function answerTo(weeks: Weeks, project: DemoProject, assignment: Assignment, care: number) {
  const prompt = project.promptOf(textOf(assignment.material.prompt.at(-1)!));
  const carefully = assignment.returned === null ? care : 1;
  return project.answering(assignment, prompt, carefully, weeks.random);
}
