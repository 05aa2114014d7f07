import type { EntryContent, Placed } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { insertGuide, withNewIds } from "./create-guide.ts";
import { insertHead, insertIdentity } from "./revise.ts";

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
  const ids = await takeIds(tx, guide, entries);
  for (const [position, { id, parent, n, content }] of entries.entries()) {
    const taken = ids.get(id)!;
    const place = { parent: parent && ids.get(parent)!, position, rev: 0 };
    const said = taken === id ? { n, content } : { n: 1, content: withNewIds(content) };
    const entry = { id: taken, n: said.n, content: withOver(said.content, content, ids) };
    await insertHead(tx, guide, entry, place);
  }
  return guide;
}

/** The id that each entry has here by the one that it has in the file, taken for all before any says what it is over. */
async function takeIds(
  tx: Change,
  guide: string,
  entries: readonly TakenEntry[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const sections = new Set<string>();
  for (const [position, { id, parent, content }] of entries.entries()) {
    if (ids.has(id) || (parent !== null && !sections.has(parent)))
      throw new AppError("invalid", {
        fields: { [`entries.${position}`]: "must be in a section before it" },
      });
    ids.set(id, await takeId(tx, guide, id, content.kind));
    if (content.kind === "section") sections.add(id);
  }
  return ids;
}

async function takeId(tx: Change, guide: string, id: string, kind: EntryContent["kind"]): Promise<string> {
  if (await insertIdentity(tx, guide, id, kind)) return id;
  const other = newId();
  await insertIdentity(tx, guide, other, kind);
  return other;
}

/** What is taken, over the rules that it is over in the file; precedence over rules that are not there is lost. */
function withOver(taken: EntryContent, read: EntryContent, ids: ReadonlyMap<string, string>): EntryContent {
  if (taken.kind !== "rule" || read.kind !== "rule") return taken;
  return { ...taken, over: read.over.flatMap((rule) => ids.get(rule) ?? []) };
}
