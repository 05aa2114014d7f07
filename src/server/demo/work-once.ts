import { textOf } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { DemoClock } from "./demo-clock.ts";
import type { DemoPrompt } from "./demo-prompts.ts";
import type { Chance } from "./demo-random.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import type { DemoProject } from "./projects.ts";

export interface Weeks {
  lead: DemoVisitor;
  /** The id of the guide that the projects follow. */
  guide: string;
  people: DemoVisitor[];
  projects: DemoProject[];
  clock: DemoClock;
  random: Chance;
  /** The first day of work, a negative number of days from today. */
  firstDay: number;
}

/** What came of taking up a piece of work. */
export type Worked = "answered" | "reworked" | "skipped" | "none-left";

/** Claims, reads, answers and submits once; what was returned comes first, and is done with full care. */
export async function workOnce(
  { clock, random }: Weeks,
  project: DemoProject,
  person: DemoVisitor,
  care: number,
): Promise<Worked> {
  const params = { project: project.id };
  const { assignment } = await person.ask(contract.work.claim, { params, body: { stage: "answer" } });
  if (!assignment) return "none-left";
  const work = { ...params, assignment: assignment.id };
  const rework = assignment.returned !== null;
  if (!rework && random.is(0.02)) {
    clock.pass(40);
    await person.ask(contract.work.skip, { params: work, body: { reason: "outside-expertise" } });
    return "skipped";
  }
  const seconds = Math.round((60 + random.next() * 240) * (0.6 + care));
  clock.pass(seconds);
  const body = project.answering(assignment, promptOf(assignment), rework ? 1 : care, random);
  const confidence = Math.min(5, Math.max(1, Math.round(2 + care * 2 + random.next())));
  const spans = [
    { kind: "read" as const, from: 0, ms: Math.round(seconds * 350) },
    { kind: "write" as const, from: Math.round(seconds * 350), ms: Math.round(seconds * 600) },
  ];
  await person.ask(contract.work.submit, { params: work, body: { body, confidence, spans } });
  clock.pass(random.between(10, 60));
  return rework ? "reworked" : "answered";

  function promptOf({ material }: Assignment): DemoPrompt {
    return project.promptOf(textOf(material.prompt.at(-1)!));
  }
}
