import { textOf } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import type { Assignment } from "#contract/work.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

/** What a reviewer may still do: decide so often, and return so many of these. */
export interface ReviewPlan {
  reviews: number;
  returns: number;
  /** Return careful work rather than too little. */
  exactly?: boolean;
}

/**
 * Reviews in the first project until the plan is used up or nothing waits. First versions that are not careful are
 * returned with the remark on them while the plan has returns; the others are put right.
 * @returns what is left of the plan
 */
export async function review(weeks: Weeks, plan: ReviewPlan): Promise<ReviewPlan> {
  const { clock, random, people, projects } = weeks;
  const project = projects[0]!;
  const params = { project: project.id };
  const reviewer = people[PEOPLE.findIndex(({ role }) => role === "reviewer")]!;
  let { reviews, returns } = plan;
  while (reviews > 0) {
    const { assignment } = await reviewer.ask(contract.work.claim, { params, body: { stage: "review" } });
    if (!assignment?.subject) break;
    clock.pass(random.between(60, 240));
    const { written, remark } = project.promptOf(textOf(assignment.material.prompt.at(-1)!));
    const text = assignment.subject.body.response;
    const careful = text === written.careful;
    const first = assignment.subject.n === 1;
    const must = plan.exactly === true && returns >= reviews;
    const back = first && returns > 0 && (!careful || must);
    const fix = !back && !careful;
    const broken = back || fix ? await ruleFor(reviewer, project.id, assignment, remark) : null;
    await reviewer.ask(contract.work.review, {
      params: { ...params, assignment: assignment.id },
      body: {
        decision: back ? "return" : fix ? "fix" : "accept",
        reason: back || fix ? [remark, broken && `#${broken.number}`].filter(Boolean).join(" ") : "",
        rules: broken ? [{ rule: broken.id }] : [],
        score: fix ? 3 : back ? (text === written.hasty ? 1 : 2) : random.between(4, 5),
        body: fix ? { response: written.careful } : null,
      },
    });
    reviews--;
    if (back) returns--;
  }
  return { reviews, returns };
}

/** The rule that a remark is about, by its words. */
const BROKEN: readonly [RegExp, string][] = [
  [/table|lines?\b|JSON/i, "Keep the requested format"],
  [/sentences? (was|were|of)/i, "Keep the requested length"],
  [/terms|child/i, "Use everyday words"],
  [/calculat/i, "Show the calculation"],
  [/quote/i, "Quote exactly"],
  [/text (says|does|gives)|not stated|write so|not in the rules/i, "Invent nothing"],
  [/lost|voice/i, "Keep the meaning"],
  [/amounts|number/i, "Keep names and numbers"],
];
const BROKEN_ELSE = "Meet every part of the prompt";

/** The rule that a review cites, as the guide of its hand-over has it. */
async function ruleFor(
  reviewer: DemoVisitor,
  project: string,
  { guideVersionId: version }: Assignment,
  remark: string,
): Promise<{ id: string; number: string } | null> {
  if (version === null) return null;
  const query = { version };
  const { guide } = await reviewer.ask(contract.guides.get, { params: { project }, query });
  const title = BROKEN.find(([words]) => words.test(remark))?.[1] ?? BROKEN_ELSE;
  return guide?.entries.find(({ content }) => content.title === title) ?? null;
}
