import type { EntryChange } from "#guide/compare.ts";
import type { EntryContent } from "#guide/entry.ts";
import { type Translation, translated } from "#guide/translation.ts";
import type { Reading } from "./use-reading.ts";

/**
 * What changed, in the reader's language where the new text is translated, and the old one too where there was one.
 * @param before,after how the person reads the two versions
 */
export function translateChanges(
  changes: readonly EntryChange[],
  before: Reading,
  after: Reading,
): { changes: EntryChange[]; languages: Map<string, string> } {
  const languages = new Map<string, string>();
  const shown = changes.map((change) => {
    const [old, now] = [current(before, change.id), current(after, change.id)];
    if (!change.after || !now || (change.before && !old) || after.language === null) return change;
    languages.set(change.id, after.language);
    const side = (
      { number, content }: { number: string; content: EntryContent },
      translation: Translation,
    ) => ({
      number,
      content: translated(content, translation),
    });
    return {
      ...change,
      before: change.before && side(change.before, old!),
      after: side(change.after, now),
    };
  });
  return { changes: shown, languages };
}

/** A translation of the very wording that is shown. */
const current = (reading: Reading, entry: string): Translation | undefined => {
  const found = reading.of(entry);
  return found?.behind === 0 ? found.translation : undefined;
};
