import type { EntryContent, Placed } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { insertGuide, withNewIds } from "./create-guide.ts";
import { insertEntry, insertHead, insertIdentity } from "./revise.ts";

interface TakenEntry extends Placed {
  n: number;
  content: EntryContent;
}

/**
 * Starts a guide with entries that were read from a file. They keep their ids where no guide has them yet, so that a
 * guide which is taken to another server is the same there; else they are new entries.
 * @param entries in reading order
 * @returns the guide's id
 * @throws AppError invalid for an entry in what is no section before it
 */
export async function createFromFile(
  tx: Change,
  title: string,
  entries: readonly TakenEntry[],
): Promise<string> {
  const guide = await insertGuide(tx, title);
  const ids = new Map<string, string>();
  const sections = new Set<string>();
  for (const [position, { id, parent, n, content }] of entries.entries()) {
    if (ids.has(id) || (parent !== null && !sections.has(parent)))
      throw new AppError("invalid", {
        fields: { [`entries.${position}`]: "must be in a section before it" },
      });
    const place = { parent: parent && ids.get(parent)!, position, rev: 0 };
    if (await insertIdentity(tx, guide, id, content.kind)) {
      await insertHead(tx, guide, { id, n, content: withKnown(content, entries) }, place);
      ids.set(id, id);
    } else ids.set(id, await insertEntry(tx, guide, withNewIds(content), place));
    if (content.kind === "section") sections.add(id);
  }
  return guide;
}

/** Precedence over rules that are not in the file is lost. */
function withKnown(content: EntryContent, entries: readonly TakenEntry[]): EntryContent {
  if (content.kind !== "rule" || content.over.length === 0) return content;
  return { ...content, over: content.over.filter((rule) => entries.some(({ id }) => id === rule)) };
}
