import { textOf } from "#content/index.ts";
import type { Judgement } from "#contract/findings.ts";
import { contract } from "#contract/index.ts";
import { ruleKey } from "#kinds/answer.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

const { discussions, guides, judgings, work } = contract;

const FINISHED = { name: "What hedging is, and what is not", rules: 3, items: 6, people: 4 };
const BLIND = { name: "Short answers to short questions", rules: 2, items: 5, people: 3, done: 4 };

interface Trainer {
  visitor: DemoVisitor;
  care: number;
}

/** A calibration in which people disagree on one rule, revealed and voted on; and one that is still blind. */
export async function calibrate(weeks: Weeks): Promise<void> {
  const { lead, people, clock } = weeks;
  const at = { project: weeks.projects[2]!.id };
  const trainers: Trainer[] = people.flatMap((visitor, n) =>
    PEOPLE[n]!.role === "trainer" ? { visitor, care: PEOPLE[n]!.care } : [],
  );
  const { guide } = await lead.ask(guides.get, { params: at });
  const rules = guide!.entries.filter(({ content }) => content.kind === "rule").map(({ id }) => id);
  const offer = await lead.ask(judgings.offer, { params: at });
  const start = async (which: typeof FINISHED, from: { rules: number; items: number }) => {
    clock.pass(300);
    const body = {
      name: which.name,
      rules: rules.slice(from.rules, from.rules + which.rules),
      people: trainers.slice(0, which.people).map(({ visitor }) => visitor.id),
      items: offer.items.slice(from.items, from.items + which.items).map(({ item }) => item),
    };
    return lead.ask(judgings.start, { params: at, body });
  };

  const finished = await start(FINISHED, { rules: 0, items: 0 });
  for (const trainer of trainers.slice(0, FINISHED.people))
    for (let done = 0; done < FINISHED.items; done++) await judgeOnce(weeks, trainer);
  const params = { ...at, judging: finished.id };
  await lead.ask(judgings.reveal, { params });
  const { rules: judged } = await lead.ask(judgings.get, { params });
  for (const [n, judgement] of (["kept", "kept", "broken"] as const).entries()) {
    clock.pass(60);
    const vote = { item: 1, rule: judged[2]!.rule, judgement };
    await trainers[n]!.visitor.ask(judgings.vote, { params, body: vote });
  }
  const unclear = { item: 1, rule: judged[2]!.rule };
  clock.pass(120);
  await lead.ask(judgings.makeExample, { params, body: unclear });
  const about = { subject: "judging" as const, id: finished.id, part: 1 };
  const { id: thread } = await trainers[0]!.visitor.ask(discussions.startOn, {
    params: at,
    body: { ...about, text: "Is “usually” a hedge when the source says “in most cases”?" },
  });
  clock.pass(240);
  const reply = { text: "Then it is what the source says. I would call it kept." };
  await trainers[1]!.visitor.ask(discussions.reply, { params: { ...at, thread }, body: reply });
  clock.pass(240);
  const text = "A word that only repeats how sure the source is does not break this rule.";
  await lead.ask(judgings.rule, { params, body: { ...unclear, text } });
  await start(BLIND, { rules: FINISHED.rules, items: FINISHED.items });
  for (let n = 0; n < BLIND.done; n++) await judgeOnce(weeks, trainers[n % 2]!);
}

/** A trainer does one piece of a calibration. On its third rule they go by a coin, so that it shows as unclear. */
async function judgeOnce({ projects, clock, random }: Weeks, { visitor, care }: Trainer): Promise<void> {
  const project = projects[2]!;
  const params = { project: project.id };
  const { assignment } = await visitor.ask(work.claim, { params, body: { stage: "answer" } });
  const { id, rules, material } = assignment!;
  clock.pass(random.between(60, 180));
  const judge = (at: number): Judgement =>
    at === 2 ? random.pick(["kept", "broken"]) : random.is(0.85) ? "kept" : "not-applicable";
  const prompt = project.promptOf(textOf(material.prompt.at(-1)!));
  const body = {
    ...project.answering(assignment!, prompt, care, random),
    ...Object.fromEntries(rules!.map(({ rule }, at) => [ruleKey(rule), judge(at)])),
  };
  await visitor.ask(work.submit, { params: { ...params, assignment: id }, body: { body } });
}
