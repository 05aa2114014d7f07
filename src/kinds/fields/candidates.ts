import { z } from "zod";
import type { Candidate } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({
  /** What a candidate is called before its letter, e.g. "Answer" for "Answer A". Empty: the word of the reader's language. */
  noun: z.string().max(40).default(""),
});

/** The responses to compare, rank or rate, in the order in which this reader gets them. */
export const candidates: FieldKind<z.infer<typeof Settings>, Candidate[]> = {
  version: 1,
  settings: Settings,
  read: (_settings, material) => (material.candidates?.length ? material.candidates : null),
};
