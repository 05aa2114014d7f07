import type { EntryContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

const BARRED = {
  open: "Someone can still work on this item, or on one of its family. Make it an example once that is done.",
  "held-out": "This item, or one of its family, is held out. Held-out items never become examples.",
} as const;

/**
 * Demands of the examples that an entry gains that nobody may still work on their items, and that none is held out.
 * @param before what the entry said until now; null where it is new
 * @throws AppError not_ready
 */
export async function expectFreeExamples(
  tx: Change,
  content: EntryContent,
  before: EntryContent | null,
): Promise<void> {
  const known = new Set(before && itemsOf(before));
  const items = itemsOf(content).filter((item) => !known.has(item));
  if (items.length === 0) return;
  const { rows } = await tx.client.query<{ why: keyof typeof BARRED }>(
    "select why from barred_item where id = any($1) and org_id = $2 order by why limit 1",
    [items, tx.org],
  );
  if (rows[0]) throw new AppError("not_ready", { message: BARRED[rows[0].why] });
}

function itemsOf(content: EntryContent): string[] {
  return content.kind === "rule" ? content.examples.flatMap(({ item }) => item ?? []) : [];
}
