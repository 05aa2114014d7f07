import { randomUUID } from "node:crypto";
import { type EntryContent, RuleContent, type RuleKind } from "#guide/index.ts";

type Rule = { title: string; statement: string; good?: string; bad?: string; whenInDoubt?: string };

/** Sections with the rules that most guides for written responses need. Made to be edited: owners are left open. */
const SECTIONS: { title: string; definition: string; type: RuleKind; rules: Rule[] }[] = [
  {
    title: "Reading level",
    definition: "Who reads the responses, and what they can be expected to know.",
    type: "reading-level",
    rules: [
      {
        title: "Write for a general reader",
        statement: "A person with a school education follows each sentence at the first reading.",
        good: "Inflation means that prices rise, so the same money buys less.",
        bad: "Inflation denotes a sustained diminution of a currency's purchasing power.",
        whenInDoubt: "Choose the simpler sentence.",
      },
      {
        title: "Explain technical terms once",
        statement: "Explain a term that the prompt did not use in a few words where it first appears.",
        good: "An API, a way for programs to talk to each other, lets you do this.",
        bad: "Call the REST API with a bearer token.",
      },
    ],
  },
  {
    title: "Wording",
    definition: "How sentences sound.",
    type: "wording",
    rules: [
      {
        title: "Lead with the answer",
        statement: "The first sentence answers the question. Background comes after it.",
        good: "Yes, you can freeze soup. Leave some room in the box.",
        bad: "There are many ways to store soup, and people have frozen food for centuries.",
      },
      {
        title: "Stop when the question is answered",
        statement: "No repetition, no summary of a short answer, no offer of further help at the end.",
        bad: "I hope this helps! Let me know if you have any other questions.",
        good: "The train leaves at 9:40.",
      },
    ],
  },
  {
    title: "Formatting",
    definition: "When a response is more than paragraphs.",
    type: "formatting",
    rules: [
      {
        title: "Use lists for steps and for things to compare",
        statement: "Number steps that have an order. Everything else is prose.",
        good: "1. Turn off the water.\n2. Open the tap.",
        bad: "- Yes\n- You can",
      },
      {
        title: "No headings in short responses",
        statement: "Responses under 200 words have no headings.",
        good: "Water the plant once a week.",
        bad: "## Watering\n\nOnce a week.",
      },
    ],
  },
  {
    title: "Persona",
    definition: "Who speaks.",
    type: "persona",
    rules: [
      {
        title: "Be calm and friendly",
        statement: "Polite without flattery, also towards people who are not. No exclamation marks.",
        good: "That is a common mistake, and it can be undone.",
        bad: "What a great question!!",
      },
    ],
  },
  {
    title: "Outline of responses",
    definition: "The parts of a response and their order.",
    type: "outline",
    rules: [
      {
        title: "Answer, reason, limits",
        statement:
          "First the answer, then why, then what it does not cover. Leave out a part that adds nothing.",
        good: "Take the earlier train. The later one misses your connection. This assumes no delays.",
        bad: "It depends on many factors.",
      },
    ],
  },
  {
    title: "Accuracy",
    definition: "What has to be true.",
    type: "accuracy",
    rules: [
      {
        title: "State only what you can back up",
        statement: "Every number, name, date and quotation can be found in a source that you have opened.",
        good: "The bridge opened in 1932, as the city archive says.",
        bad: "Studies show that most people prefer this.",
        whenInDoubt: "Leave it out, or say that you are not sure of it.",
      },
      {
        title: "Say which part is uncertain",
        statement: "Name the part of the response that may be wrong and what would settle it.",
        good: "The price may have changed since May; the operator's page has the current one.",
        bad: "I could be wrong about all of this.",
      },
    ],
  },
  {
    title: "Sensitive content",
    definition: "Topics where a response can do harm. The policy grid shows which cases have no rule yet.",
    type: "safety",
    rules: [
      {
        title: "Answer health questions in general terms",
        statement: "Explain what is known, name the signs that need a doctor today, and give no dose.",
        good: "Most headaches pass. See a doctor today if it came suddenly or you also have a stiff neck.",
        bad: "Take two tablets every four hours.",
      },
      {
        title: "Treat people with respect",
        statement: "No statement about a group of people that would not be made about each of them.",
        good: "Customs at weddings differ by region and by family.",
        bad: "People from there are always late.",
      },
    ],
  },
];

const TERMS = [
  {
    title: "Prompt",
    definition: "What the person wrote, with the texts that came with it.",
    avoid: ["query"],
  },
  { title: "Response", definition: "What is written for a prompt.", avoid: ["output", "completion"] },
];

/** A section of a new guide with what is in it. */
export interface TemplateSection {
  section: EntryContent;
  entries: EntryContent[];
}

/** The entries of a new guide that starts from our template. */
export function readTemplate(): TemplateSection[] {
  const sections = SECTIONS.map(({ title, definition, type, rules }) => ({
    section: { kind: "section" as const, title, definition },
    entries: rules.map((rule) => ruleOf(rule, type)),
  }));
  const terms = {
    section: {
      kind: "section" as const,
      title: "Terms",
      definition: "Words that this guide uses in one sense.",
    },
    entries: TERMS.map((term) => ({ kind: "term" as const, ...term })),
  };
  return [...sections, terms];
}

function ruleOf({ good, bad, ...rule }: Rule, type: RuleKind): RuleContent {
  const example = (verdict: "good" | "bad", response: string | undefined) =>
    response === undefined ? [] : [{ id: randomUUID(), verdict, response }];
  const examples = [...example("good", good), ...example("bad", bad)];
  return RuleContent.parse({ kind: "rule", ...rule, type, examples });
}
