import type { Reading } from "#contract/guide-audience.ts";
import type { GuideSummary } from "#contract/guide-drafts.ts";
import type { Hides } from "#guide/index.ts";
import { withheldFrom } from "../../../db/withheld.ts";
import type { Context } from "../../../http/context.ts";
import { findReadable } from "../access.ts";
import { noteReading } from "./note-reading.ts";

export interface OpenedGuide extends GuideSummary {
  hides: Hides;
  /** Whether its texts without entries are not shown. */
  hidesAll: boolean;
  /** What stands on the text; null where the caller reads nothing confidential in it. */
  reading: Reading | null;
}

/**
 * A guide as the caller reads it. What is confidential in it is shown, and its reading written down.
 * @param version that is read; null: the draft
 * @throws AppError not_found for a guide that the caller may not read
 */
export async function openGuide(
  context: Context,
  id: string,
  version: string | null = null,
): Promise<OpenedGuide> {
  const { pool } = context.services.database;
  const found = await findReadable(pool, context.caller, id);
  const withheld = await withheldFrom(pool, { org: context.org, agent: context.caller.id });
  const reading = withheld.mayOpen(id) ? await noteReading(context, { guide: id, version }) : null;
  return { ...found, hides: withheld.always, hidesAll: withheld.guide(id) === "always", reading };
}
