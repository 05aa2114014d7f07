import { z } from "zod";

/** Scripts that are written without spaces: there only a dictionary knows where a word ends. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** A word between spaces or marks, as Unicode's rules see it (UAX 29): don't and 3.14 are one, well-known is two. */
const SPACED_WORD = /[\p{L}\p{N}\p{M}_]+(?:['’.,:][\p{L}\p{N}\p{M}_]+)*/gu;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
const PIECE = 200;

/**
 * Words as Unicode segments them, so that scripts without spaces count too. In linear time: the segmenter's own time
 * grows with the square of a text's length, so it gets short pieces, and only of scripts that need it.
 */
export function countWords(text: string): number {
  let words = 0;
  for (const [chunk] of text.matchAll(/\S+/g)) {
    if (!UNSPACED.test(chunk)) words += chunk.match(SPACED_WORD)?.length ?? 0;
    else
      for (let at = 0; at < chunk.length; at += PIECE) words += segmentedWords(chunk.slice(at, at + PIECE));
  }
  return words;
}

function segmentedWords(piece: string): number {
  let words = 0;
  for (const segment of segmenter.segment(piece)) if (segment.isWordLike) words++;
  return words;
}

/** No written answer is longer than this many characters: about 80 pages. */
export const LONGEST_TEXT = 200_000;
export const TEXT_TOO_LONG = "At most 200,000 characters";

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
    .max(LONGEST_TEXT, TEXT_TOO_LONG)
    .refine((text) => text.trim() !== "", whenBlank)
    .refine(
      (text) => limits.minimumWords === 0 || countWords(text) >= limits.minimumWords,
      `At least ${limits.minimumWords} words`,
    )
    .refine(
      (text) => limits.maximumWords === null || countWords(text) <= limits.maximumWords,
      `At most ${limits.maximumWords} words`,
    );
}
