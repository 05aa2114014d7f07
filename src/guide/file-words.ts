import type { Severity, Stance, Verdict } from "./entry.ts";

/** The words that a guide's file has around the text of its entries. */
export interface FileWords {
  isNot: string;
  why: string;
  whenInDoubt: string;
  severity: string;
  policy: string;
  avoid: string;
  prompt: string;
  response: string;
  example: Record<Verdict, string>;
  severities: Record<Severity, string>;
  stances: Record<Stance, string>;
}

const ENGLISH: FileWords = {
  isNot: "Is not",
  why: "Why",
  whenInDoubt: "When in doubt",
  severity: "Severity",
  policy: "Policy",
  avoid: "Avoid",
  prompt: "Prompt",
  response: "Response",
  example: { good: "Good example", bad: "Bad example", borderline: "Borderline example" },
  severities: { minor: "minor", major: "major", critical: "critical" },
  stances: { answer: "answer", "with-care": "answer with care", partly: "answer partly", decline: "decline" },
};

const WORDS: Record<string, FileWords> = { en: ENGLISH };

/** The words for a guide in a language; English where there are none. */
export const fileWords = (language: string): FileWords => WORDS[language.split("-")[0]!] ?? ENGLISH;
