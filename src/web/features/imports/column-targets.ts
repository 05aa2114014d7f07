import type { Preview } from "#contract/imports.ts";

/** What a column may become, in the groups of the menu; `attribute` and `field` need a name of their own. */
export const TARGET_GROUPS = {
  content: ["prompt", "system", "input", "messages", "response", "responses", "context", "tools", "field"],
  judged: ["chosen", "rejected", "label"],
  about: ["attribute", "external-id", "family", "split", "model", "source", "licence"],
  apart: ["metadata", "ignore"],
} as const;
export type TargetGroup = keyof typeof TARGET_GROUPS;
export type TargetName = (typeof TARGET_GROUPS)[TargetGroup][number];

/** A target in its two halves: `attribute:language` is the attribute called language. */
export function targetParts(target: string): { kind: TargetName; name: string } {
  const at = target.indexOf(":");
  if (at < 0) return { kind: target as TargetName, name: "" };
  return { kind: target.slice(0, at) as TargetName, name: target.slice(at + 1) };
}

/** The target for a menu entry: attributes and fields are called like their column until somebody says otherwise. */
export function targetOf(kind: TargetName, column: string, name = ""): string {
  return kind === "attribute" || kind === "field" ? `${kind}:${(name || column).slice(0, 60)}` : kind;
}

/** The mapping that a preview shows, to send it back with a change. */
export function mappingOf(preview: Preview, change: Readonly<Record<string, string>> = {}) {
  const columns = Object.fromEntries(
    preview.columns.map(({ name, target }) => [name, change[name] ?? target]),
  );
  return { shape: preview.shape, columns };
}
