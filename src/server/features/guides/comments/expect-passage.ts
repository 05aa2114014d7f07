import { type Anchor, resolveSpan } from "#content/index.ts";
import type { Change } from "../../../db/change.ts";
import { AppError } from "../../../errors.ts";
import { liveHead, readHeads } from "../revise.ts";

/**
 * @throws AppError not_found for an entry that the draft does not have; invalid where the entry does not say at the
 * span what is quoted
 */
export async function expectPassage(
  tx: Change,
  { guide, entry }: { guide: string; entry: string },
  anchor: Anchor | null,
): Promise<void> {
  const { content } = liveHead(await readHeads(tx, guide, entry), entry);
  if (!anchor) return;
  const { place, span } = anchor;
  const text =
    place.part === "entry" && place.entry === entry
      ? (content as Record<string, unknown>)[place.field]
      : null;
  if (typeof text === "string" && span && resolveSpan(text, span) === span) return;
  throw new AppError("invalid", { fields: { anchor: "The entry does not hold this passage." } });
}
