import type { ReadGuide } from "./index.ts";

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a text that are neither in an entry nor listed, each as often as it is missing. */
export function missingWords(text: string, { title, entries, leftOut }: ReadGuide): string[] {
  const left = new Map<string, number>();
  const add = (said: string) => {
    for (const word of wordsIn(said)) left.set(word, (left.get(word) ?? 0) + 1);
  };
  add(title ?? "");
  for (const { content, anchor } of entries)
    for (const said of [anchor ?? "", ...proseOf(content)]) add(said);
  for (const { text: said } of leftOut) add(said);
  return wordsIn(text).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

const NO_PROSE = new Set(["kind", "id", "verdict", "type", "severity"]);

function proseOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inside]) => (NO_PROSE.has(name) ? [] : proseOf(inside)));
}

/** The letters of a text that are missing, whatever words and lines they stood in: those of a PDF are parted anywhere. */
export function missingLetters(text: string, guide: ReadGuide): string {
  const apart = (said: string) => (said.match(/[\p{L}\p{N}]/gu) ?? []).join(" ");
  const entries = guide.entries.map((entry) => ({ ...entry, content: lettersApart(entry.content, apart) }));
  const leftOut = guide.leftOut.map((each) => ({ ...each, text: apart(each.text) }));
  return missingWords(apart(text), { ...guide, entries, leftOut }).join("");
}

function lettersApart<T>(value: T, apart: (said: string) => string): T {
  if (typeof value === "string") return apart(value) as T;
  if (value === null || typeof value !== "object") return value;
  const all = Object.entries(value).map(([name, inside]) => [name, lettersApart(inside, apart)]);
  return (Array.isArray(value) ? all.map(([, inside]) => inside) : Object.fromEntries(all)) as T;
}
