import type { DraftEntry } from "#contract/guide-drafts.ts";
import type { FileProposal, ReadFile } from "#contract/guide-files.ts";
import type { EntryContent } from "#guide/entry.ts";
import { api } from "./api.ts";
import type { Draft } from "./use-draft.ts";

/** Which entry of the guide an entry of the file is: by proposals, and by what was taken so far. */
export type Homes = ReadonlyMap<string, string>;

/** The homes that a file's proposals give. */
export const homesOf = (proposals: readonly FileProposal[]): Homes =>
  new Map(
    proposals.flatMap(({ kind, found, entry }) =>
      found !== null && entry !== null && kind !== "split" ? [[found, entry] as const] : [],
    ),
  );

/** Whether a proposal can be taken with many others: it renames, merges, splits, adds and retires nothing. */
export const isPlain = ({ kind, isRenamed }: FileProposal): boolean =>
  (kind === "reworded" || kind === "moved") && !isRenamed;

/**
 * Does what a proposal says, in the guide's draft.
 * @returns the id of the entry that a new one has become, if it is one
 */
export async function takeProposal(
  draft: Draft,
  file: ReadFile,
  homes: Homes,
  proposal: FileProposal,
): Promise<{ isDone: boolean; made: string | null }> {
  const { kind, entry, content, others, isMoved } = proposal;
  const head = draft.live.find(({ id }) => id === entry);
  const params = { guide: draft.guide.id, entry: entry ?? "" };
  const place = () => placeOf(draft, file, homes, proposal);
  let made: string | null = null;
  const run = (operation: () => Promise<{ rev: number; entries: DraftEntry[] }>) => draft.run(operation);
  if (kind === "gone") return { isDone: await run(() => api.guideDrafts.retireEntry({ params })), made };
  if (!content) return { isDone: false, made };
  if (kind === "new" || (kind === "split" && !isSplittable(head?.content, content))) {
    const isDone = await run(async () => {
      const known = new Set([...draft.live, ...draft.retired].map(({ id }) => id));
      const body = { content, ...place() };
      const changed = await api.guideDrafts.addEntry({ params: { guide: draft.guide.id }, body });
      made = changed.entries.find(({ id }) => !known.has(id))?.id ?? null;
      return changed;
    });
    return { isDone, made };
  }
  if (!head) return { isDone: false, made };
  const base = head.revision;
  if (kind === "split") {
    const isDone = await run(async () => {
      const known = new Set([...draft.live, ...draft.retired].map(({ id }) => id));
      const changed = await api.guideDrafts.splitEntry({
        params,
        body: { base, parts: [head.content, content] },
      });
      made = changed.entries.find(({ id }) => !known.has(id))?.id ?? null;
      return changed;
    });
    return { isDone, made };
  }
  const joinable = others.flatMap((id) => draft.live.find((each) => each.id === id) ?? []);
  const isMerge = kind === "merged" && joinable.length > 0;
  const saved = await run(() =>
    isMerge
      ? api.guideDrafts.mergeEntries({
          params,
          body: { base, content, others: joinable.map(({ id, revision }) => ({ id, base: revision })) },
        })
      : api.guideDrafts.saveEntry({ params, body: { base, content } }),
  );
  const isDone =
    saved && (!isMoved || (await run(() => api.guideDrafts.moveEntry({ params, body: place() }))));
  return { isDone, made };
}

/** Only rules come from rules, and terms from terms. */
const isSplittable = (from: EntryContent | undefined, to: EntryContent) =>
  from !== undefined && from.kind === to.kind && from.kind !== "section";

/** Where the file has an entry: in its section, behind the nearest one before it that the guide has there too. */
function placeOf(draft: Draft, { entries }: ReadFile, homes: Homes, { found }: FileProposal) {
  const own = entries.find(({ id }) => id === found);
  const parent = own?.parent == null ? null : (homes.get(own.parent) ?? null);
  const before = entries
    .slice(
      0,
      entries.findIndex(({ id }) => id === found),
    )
    .reverse();
  const after = before
    .filter((entry) => entry.parent === own?.parent)
    .map(({ id }) => homes.get(id))
    .find((home) => draft.live.some((entry) => entry.id === home && entry.parent === parent));
  return { parent, after: after ?? null };
}
