import { contract } from "#contract/index.ts";
import { PEOPLE } from "./people.ts";
import { type Weeks, workOnce } from "./work-once.ts";

/** What is left to happen. */
export interface ReviewPlan {
  reviews: number;
  returns: number;
  reworks: number;
}

const REASONS = [
  "Two of the three points in the context are missing.",
  "The prompt asks for a list; this is one paragraph.",
  "The second sentence is a guess. Say what the context says, and stop there.",
  "Too long by half: the last paragraph repeats the first.",
  "Good content, but not in the language of the prompt's reader. Plainer words, please.",
];

/** A reviewer's day: a share of what is planned, the weaker answers returned, some of them reworked at once. */
export async function reviewDay(weeks: Weeks, plan: ReviewPlan, daysLeft: number): Promise<void> {
  const project = weeks.projects[0]!;
  const params = { project: project.id };
  const { clock, random, people } = weeks;
  const reviewer = people[PEOPLE.findIndex(({ role }) => role === "reviewer")]!;
  const quota = Math.ceil(plan.reviews / daysLeft);
  for (let n = 0; n < quota && plan.reviews > 0; n++) {
    const { assignment } = await reviewer.ask(contract.work.claim, { params, body: { stage: "review" } });
    if (!assignment?.subject) return;
    clock.pass(random.between(60, 240));
    const rework = assignment.subject.n > 1;
    const back =
      !rework &&
      plan.returns > 0 &&
      random.is(Math.min(1, plan.returns / Math.max(1, plan.reviews - plan.reworks / 2)));
    const fix = !back && !rework && random.is(0.15);
    const text = String(assignment.subject.body.response ?? "");
    await reviewer.ask(contract.work.review, {
      params: { ...params, assignment: assignment.id },
      body: {
        decision: back ? "return" : fix ? "fix" : "accept",
        reason: back ? random.pick(REASONS) : "",
        score: back ? random.between(1, 2) : random.between(3, 5),
        body: fix ? { response: `${text.trimEnd()}\n` } : null,
      },
    });
    plan.reviews--;
    if (back) plan.returns--;
  }
  for (const [n, person] of people.entries()) {
    if (plan.reworks === 0 || PEOPLE[n]!.role !== "trainer") continue;
    const { rows } = await person.ask(contract.work.waiting, {});
    const waits = rows.find((row) => row.projectId === project.id && row.work === "answer")?.returned ?? 0;
    if (waits === 0 || random.is(0.3)) continue;
    clock.pass(random.between(300, 3000));
    if (await workOnce(weeks, project, person, PEOPLE[n]!.care)) plan.reworks--;
  }
}
