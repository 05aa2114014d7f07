/** Writing that puts no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

/** What is searched for: words between spaces, and pairs of letters that follow each other where there are none. */
export function searchParts(query: string): { words: string[]; pairs: string[] } {
  const asked = query.trim().toLowerCase();
  const pairs = (asked.match(UNSPACED) ?? []).flatMap((run) => {
    const letters = Array.from(run);
    return letters.length === 1 ? letters : letters.slice(1).map((letter, n) => letters[n]! + letter);
  });
  return { words: asked.replaceAll(UNSPACED, " ").split(/\s+/).filter(Boolean), pairs };
}
