import { contract } from "#contract/index.ts";
import { edit } from "./edits.ts";
import { rewordRule, splitRule } from "./guide.ts";
import { leaveTraces } from "./last-traces.ts";
import { PEOPLE } from "./people.ts";
import { liveWithQuestions } from "./questions.ts";
import { type ReviewPlan, review } from "./reviews.ts";
import { type Weeks, workOnce } from "./work-once.ts";

/** What the reviewer does before the last day; all that is returned by then is reworked. */
const BEFORE: ReviewPlan = { reviews: 46, returns: 20 };
/** The last day, one urgent review aside: what is returned now waits for its author when the first visitor comes. */
const LAST_DAY: ReviewPlan = { reviews: 13, returns: 4 };
const SECOND_FORM_AFTER = 10;
const SPLIT_AFTER = 7;
const REWORDED_AFTER = 14;
/** How much is done at the weekend, measured by other days. */
const WEEKEND = 0.15;

/** Three weeks of work, day by day: answers by unequal people, reviews, returns, reworks, a new form version. */
export async function liveThroughWeeks(weeks: Weeks): Promise<void> {
  const { clock, random, projects } = weeks;
  const days = -weeks.firstDay;
  const shares = Array.from({ length: days }, (_, day) =>
    clock.isWeekend(weeks.firstDay + day) ? WEEKEND : 0.7 + 0.6 * random.next(),
  );
  const whole = sum(shares);
  const answered = projects.map(() => 0);
  const left = { ...BEFORE };
  const questions = await liveWithQuestions(weeks);
  for (const day of shares.keys()) {
    clock.set(weeks.firstDay + day, 8);
    if (day === SECOND_FORM_AFTER) await publishSecondForm(weeks);
    if (day === SPLIT_AFTER) await splitRule(weeks.lead, weeks.guide);
    if (day === REWORDED_AFTER) await rewordRule(weeks.lead, weeks.guide);
    await questions(day, "start");
    const passed = sum(shares.slice(0, day + 1)) / whole;
    await rework(weeks);
    for (const [n, project] of projects.entries()) {
      const due = Math.round(project.answers * passed);
      await answer(weeks, n, due - answered[n]!, passed);
      answered[n] = due;
    }
    if (day === days - 1) break;
    const last = day === days - 2;
    const today = last ? left.reviews : left.reviews - Math.round(BEFORE.reviews * (1 - passed));
    const rest = await review(weeks, { reviews: today, returns: left.returns, exactly: last });
    left.reviews -= today - rest.reviews;
    left.returns = rest.returns;
    await edit(weeks);
    await questions(day, "end");
  }
  await leaveTraces(weeks, {
    reviews: LAST_DAY.reviews + left.reviews,
    returns: LAST_DAY.returns + left.returns,
  });
}

/** Everybody does what came back to them. */
async function rework(weeks: Weeks): Promise<void> {
  const project = weeks.projects[0]!;
  for (const [n, person] of weeks.people.entries()) {
    if (PEOPLE[n]!.role !== "trainer") continue;
    const { rows } = await person.ask(contract.work.waiting, {});
    const waiting = rows.filter(({ projectId }) => projectId === project.id);
    for (let left = sum(waiting.map(({ returned }) => returned)); left > 0; left--) {
      await workOnce(weeks, project, person, PEOPLE[n]!.care);
    }
  }
}

/** New answers of one day in one project, by people who take part as often as their pace says. */
async function answer(weeks: Weeks, project: number, count: number, passed: number): Promise<void> {
  let trainers = PEOPLE.flatMap(({ role, pace }, n) => Array<number>(role === "trainer" ? pace : 0).fill(n));
  for (let done = 0; done < count && trainers.length > 0; ) {
    const n = weeks.random.pick(trainers);
    // Writing is harder than judging, and learned over the weeks.
    const care = PEOPLE[n]!.care * (project === 0 ? 0.15 + 0.4 * passed : 1);
    const worked = await workOnce(weeks, weeks.projects[project]!, weeks.people[n]!, care);
    if (worked === "answered") done++;
    if (worked === "none-left") trainers = trainers.filter((other) => other !== n);
  }
}

/** The preference project learns to ask for a reason: older answers keep their form. */
async function publishSecondForm({ lead, projects }: Weeks): Promise<void> {
  const params = { project: projects[1]!.id };
  const { form, rev } = await lead.ask(contract.forms.draft, { params });
  const questions = form.questions.map((question) =>
    question.name === "reason"
      ? { ...question, title: "What decided it? One sentence is enough." }
      : question,
  );
  const saved = await lead.ask(contract.forms.saveDraft, {
    params,
    body: { form: { ...form, questions }, rev },
  });
  await lead.ask(contract.forms.publish, { params, body: { rev: saved.rev } });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
