import { canonical } from "#content/index.ts";
import type { Form, FormField, FormQuestion } from "#kinds/form.ts";

export type Part = "fields" | "questions";
/** The properties of a field or question that a new version may change. */
export type Property = "kind" | "title" | "help" | "required" | "settings" | "showIf" | "rules";

/** One difference between two versions of a form. Entries are the same where their names are. */
export type FormChange =
  | { type: "added" | "removed" | "moved"; part: Part; name: string; title: string }
  | { type: "changed"; part: Part; name: string; title: string; properties: Property[] }
  | { type: "layout"; from: Form["layout"]; to: Form["layout"] }
  | { type: "confidence"; asked: boolean };

const PROPERTIES: Property[] = ["kind", "title", "help", "required", "settings", "showIf", "rules"];

/**
 * What a form changes against an earlier version.
 * @param before the earlier version, or null where there is none: then everything is new
 */
export function changesBetween(before: Form | null, after: Form): FormChange[] {
  const changes: FormChange[] = [
    ...changesOf("fields", before?.fields ?? [], after.fields),
    ...changesOf("questions", before?.questions ?? [], after.questions),
  ];
  if (before && before.layout !== after.layout) {
    changes.push({ type: "layout", from: before.layout, to: after.layout });
  }
  if (before && before.askConfidence !== after.askConfidence) {
    changes.push({ type: "confidence", asked: after.askConfidence });
  }
  return changes;
}

type Entry = FormField | FormQuestion;

function changesOf(part: Part, before: readonly Entry[], after: readonly Entry[]): FormChange[] {
  const old = new Map(before.map((entry) => [entry.name, entry]));
  const kept = new Set(after.map((entry) => entry.name));
  const stayed = inOrder(before, after);
  const removed = before
    .filter((entry) => !kept.has(entry.name))
    .map(({ name, title }) => ({ type: "removed" as const, part, name, title }));
  const rest = after.flatMap((entry): FormChange[] => {
    const { name, title } = entry;
    const was = old.get(name);
    if (!was) return [{ type: "added", part, name, title }];
    const properties = PROPERTIES.filter((key) => canonical(read(was, key)) !== canonical(read(entry, key)));
    return [
      ...(properties.length > 0 ? [{ type: "changed" as const, part, name, title, properties }] : []),
      ...(stayed.has(name) ? [] : [{ type: "moved" as const, part, name, title }]),
    ];
  });
  return [...rest, ...removed];
}

function read(entry: Entry, key: Property): unknown {
  return (entry as unknown as Record<string, unknown>)[key] ?? null;
}

/** The names that keep their order: the longest run common to both lists; the others were moved. */
function inOrder(before: readonly Entry[], after: readonly Entry[]): Set<string> {
  const place = new Map(before.map((entry, at) => [entry.name, at]));
  const common = after.map((entry) => entry.name).filter((name) => place.has(name));
  const best: string[][] = [];
  for (const [at, name] of common.entries()) {
    const longest = common
      .slice(0, at)
      .map((earlier, i) => (place.get(earlier)! < place.get(name)! ? best[i]! : []))
      .reduce((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, name]);
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}
