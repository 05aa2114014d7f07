import type { EntryChange } from "./compare.ts";
import type { EntryContent } from "./entry.ts";

/** Words a minute, of people who read instructions with care. */
const PACE = 180;
/** A character of a script without spaces counts as this much of a word. */
const CHARACTER = 0.5;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** How long it takes to read what changed: each new text whole, and the new text of what was reworded. */
export function readingSeconds(changes: readonly EntryChange[]): number {
  const texts = changes.flatMap(({ kinds, after }) =>
    after && kinds.some((kind) => kind !== "moved") ? textsOf(after.content) : [],
  );
  const words = texts.reduce((sum, text) => sum + wordsIn(text), 0);
  return Math.ceil((words / PACE) * 60);
}

function textsOf(content: EntryContent): string[] {
  if (content.kind !== "rule") return [content.title, content.definition];
  const { title, statement, isNot, why, whenInDoubt, examples } = content;
  const shown = examples.flatMap((example) => [example.prompt, example.response, example.why]);
  return [title, statement, isNot, why, whenInDoubt, ...shown];
}

function wordsIn(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replaceAll(UNSPACED, " ").split(/\s+/).filter(Boolean).length;
  return spaced + unspaced * CHARACTER;
}
