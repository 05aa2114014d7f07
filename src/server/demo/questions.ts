import { contract } from "#contract/index.ts";
import type { Question } from "#contract/questions.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

interface DemoQuestion {
  /** The first name of who asks. */
  by: string;
  /** The day of work on which it is asked. */
  day: number;
  rule?: string;
  text: string;
  /** What the lead rules, and how many days later; 0: at the end of the same day. */
  ruling?: { text: string; after: number; became?: "example" | "rewording" };
  decline?: string;
  /** Asks the same as an earlier question, by its place in this list. */
  same?: number;
}

/** A desk in all states: answered, merged, declined, overdue and new. */
const QUESTIONS: readonly DemoQuestion[] = [
  {
    by: "Tomás",
    day: 1,
    rule: "Keep the requested length",
    text: "The prompt asks for “about 100 words”. Is 130 still fine?",
    ruling: {
      text: "Up to a fifth more or less is “about”: 80 to 120 words for 100.",
      after: 0,
      became: "rewording",
    },
  },
  {
    by: "Amira",
    day: 3,
    rule: "Keep names and numbers",
    text: "In Arabic translations, do I keep Western digits or write Eastern Arabic ones?",
    ruling: {
      text: "Use the digits of the prompt. If it has none, use those usual in the target country.",
      after: 1,
    },
  },
  {
    by: "Jonas",
    day: 4,
    rule: "No headings in short answers",
    text: "Does a bold first line count as a heading?",
    ruling: { text: "Yes, if nothing else stands on that line.", after: 0, became: "example" },
  },
  {
    by: "Mei",
    day: 6,
    rule: "Invent nothing",
    text: "May a short story invent a company name?",
    ruling: { text: "In fiction, yes, as long as it isn’t a real company’s name.", after: 2 },
  },
  {
    by: "Tomás",
    day: 8,
    rule: "Give numbers a scale",
    text: "Do I add a scale for numbers that everybody knows, like 100 °C?",
    ruling: { text: "No. A scale is for numbers that readers can’t picture.", after: 0 },
  },
  {
    by: "Olu",
    day: 11,
    rule: "Show the calculation",
    text: "Do I show the calculation when only the result was asked for?",
    ruling: { text: "One line is enough: the numbers and the operation.", after: 1 },
  },
  {
    by: "Jonas",
    day: 12,
    text: "Which dictionary do we follow for German spelling?",
    decline: "The guide leaves spelling to each language’s own authority; nothing here needs a rule.",
  },
  {
    by: "Amira",
    day: 15,
    rule: "Correct a false premise",
    text: "If the false premise is only a typo, do I still correct it?",
  },
  {
    by: "Mei",
    day: 16,
    rule: "Correct a false premise",
    text: "Typos in the question: correct them or ignore them?",
    same: 7,
  },
  { by: "Tomás", day: 19, rule: "Quote exactly", text: "May I shorten a quote with […]?" },
];

/** What is asked about the guide on a day, before work begins; at its end, what the lead makes of it. */
export async function liveWithQuestions(
  weeks: Weeks,
): Promise<(day: number, when: "start" | "end") => Promise<void>> {
  const { lead, people, projects, guide, clock } = weeks;
  const params = { project: projects[0]!.id };
  const asked: Question[] = [];
  const { entries } = await lead.ask(contract.guideDrafts.get, { params: { guide } });
  const ruleCalled = (title?: string) => entries.find(({ content }) => content.title === title)?.id ?? null;

  async function ask({ by, rule, text, same }: DemoQuestion): Promise<void> {
    clock.pass(300);
    const person = people[PEOPLE.findIndex(({ name }) => name.startsWith(by))]!;
    const body = { text, rule: ruleCalled(rule), sameAs: same === undefined ? null : asked[same]!.id };
    asked.push(await person.ask(contract.questions.ask, { params, body }));
  }

  async function answer({ ruling, decline }: DemoQuestion, { id }: Question): Promise<void> {
    clock.pass(600);
    const of = { guide, question: id };
    if (decline) await lead.ask(contract.questions.decline, { params: of, body: { reason: decline } });
    if (!ruling) return;
    const made = await lead.ask(contract.questions.rule, { params: of, body: { text: ruling.text } });
    if (ruling.became)
      await lead.ask(contract.questions.use, { params: of, body: { ruling: made.id, kind: ruling.became } });
  }

  return async (today, when) => {
    for (const [n, question] of QUESTIONS.entries()) {
      if (when === "start" && question.day === today) await ask(question);
      const due = question.decline ? question.day : question.ruling && question.day + question.ruling.after;
      if (when === "end" && due === today) await answer(question, asked[n]!);
    }
  };
}
