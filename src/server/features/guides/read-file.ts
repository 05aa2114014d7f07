import type { Readable } from "node:stream";
import type { ReadFile } from "#contract/guide-files.ts";
import { inReadingOrder, proposedContent } from "#guide/index.ts";
import { AppError } from "../../errors.ts";
import { followElsewhere } from "../../guide-files/follow-elsewhere.ts";
import type { Context } from "../../http/context.ts";
import { readDraft } from "./read-draft.ts";

const MOST_BYTES = 50 * 2 ** 20;

/**
 * Reads a guide's file, and compares it with a guide. Nothing is kept.
 * @throws AppError too_large; unreadable_file with what to do about it
 */
export async function readFile(
  { services, org }: Context,
  { name, file, guide }: { name: string; file: Readable; guide: string | null },
): Promise<ReadFile> {
  const bytes = await collect(file);
  const draft = guide === null ? null : await readDraft(services.database.pool, org, guide, () => null);
  const live = draft && inReadingOrder(draft.filter(({ retired }) => retired === null));
  const { read, proposals } = await followElsewhere({
    kind: "read",
    name,
    bytes,
    guide: live?.map(({ id, parent, content }) => ({ id, parent, content })) ?? null,
  });
  const found = new Map(read.entries.map(({ id, content }) => [id, content]));
  const now = new Map(live?.map(({ id, content }) => [id, content]));
  return {
    ...read,
    proposals:
      proposals?.map((proposal) => {
        const said = proposal.found === null ? undefined : found.get(proposal.found);
        const entry =
          proposal.kind === "split" || proposal.entry === null ? undefined : now.get(proposal.entry);
        return { ...proposal, content: said && entry ? proposedContent(entry, said) : (said ?? null) };
      }) ?? null,
  };
}

async function collect(file: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new AppError("too_large", { message: "A guide's file has at most 50 MB." });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
