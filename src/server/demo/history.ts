import { contract } from "#contract/index.ts";
import { PEOPLE } from "./people.ts";
import type { DemoProject } from "./projects.ts";
import { type ReviewPlan, reviewDay } from "./reviews.ts";
import { type Weeks, workOnce } from "./work-once.ts";

/** How many reviews, returns and reworks the demo has. */
const REVIEWS: ReviewPlan = { reviews: 60, returns: 25, reworks: 20 };
const SECOND_FORM_AFTER = 10;

/** Three weeks of work, day by day: answers by unequal people, reviews, returns, reworks, a new form version. */
export async function liveThroughWeeks(weeks: Weeks): Promise<void> {
  const left = new Map(weeks.projects.map((project) => [project, project.answers]));
  const plan = { ...REVIEWS };
  const days = -weeks.firstDay;
  for (let day = 0; day < days; day++) {
    weeks.clock.set(weeks.firstDay + day, 8);
    if (day === SECOND_FORM_AFTER) await publishSecondForm(weeks);
    const share = 1 / (days - day);
    for (const project of weeks.projects) {
      const count = Math.ceil(left.get(project)! * share);
      left.set(project, left.get(project)! - (await workDay(weeks, project, count)));
    }
    await reviewDay(weeks, plan, days - day);
  }
  await leaveTraces(weeks);
}

/** Answers of one day in one project; returns how many there were. */
async function workDay(weeks: Weeks, project: DemoProject, count: number): Promise<number> {
  const { people, random } = weeks;
  const trainers = PEOPLE.flatMap((person, n) =>
    Array<number>(person.role === "trainer" ? person.pace : 0).fill(n),
  );
  let done = 0;
  for (let tries = 0; done < count && tries < count * 3; tries++) {
    const n = random.pick(trainers);
    if (await workOnce(weeks, project, people[n]!, PEOPLE[n]!.care)) done++;
  }
  return done;
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

/** What a first visit should find: a draft that waits, a flag, a thread with a mention. */
async function leaveTraces({ lead, people, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[0]!.id };
  const [first, second] = people;
  clock.pass(900);
  const { assignment } = await second!.ask(contract.work.claim, { params, body: { stage: "answer" } });
  if (assignment) {
    const work = { ...params, assignment: assignment.id };
    const body = { body: { response: "A first thought, to be finished: " }, rev: assignment.draft?.rev ?? 0 };
    await second!.ask(contract.work.saveDraft, { params: work, body });
    await second!.ask(contract.work.flag, {
      params: work,
      body: { reason: "unclear", note: "Which year is meant?" },
    });
    const text = `@${lead.name} which year is meant here? I would assume the latest one.`;
    await second!.ask(contract.discussions.startHere, { params: work, body: { text, mentions: [lead.id] } });
    await second!.ask(contract.work.renew, { params: work, body: { park: true } });
  }
  const { rows } = await lead.ask(contract.items.list, { params, query: { state: "done", limit: 1 } });
  if (!rows[0] || !first) return;
  await lead.ask(contract.discussions.start, {
    params: { ...params, item: rows[0].id },
    body: {
      text: `@${first.name} a fine example for the instructions. May I quote it?`,
      mentions: [first.id],
    },
  });
}
