import { z } from "zod";

/** Words as Unicode segments them, so that scripts without spaces count too. */
export function countWords(text: string): number {
  let words = 0;
  for (const segment of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (segment.isWordLike) words++;
  }
  return words;
}

/** How long a written answer may be, in words. */
export const WordLimits = z.object({
  minimumWords: z.number().int().min(0).default(0),
  maximumWords: z.number().int().min(1).nullable().default(null),
});
export type WordLimits = z.infer<typeof WordLimits>;

/** The schema of a text that is not blank and keeps to its limits. */
export function writtenText(limits: WordLimits, whenBlank: string): z.ZodType<string> {
  return z
    .string()
    .refine((text) => text.trim() !== "", whenBlank)
    .refine((text) => countWords(text) >= limits.minimumWords, `At least ${limits.minimumWords} words`)
    .refine(
      (text) => limits.maximumWords === null || countWords(text) <= limits.maximumWords,
      `At most ${limits.maximumWords} words`,
    );
}
