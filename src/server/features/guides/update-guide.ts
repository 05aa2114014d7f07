import { sql } from "kysely";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

/**
 * Renames a guide, or archives it: nobody changes an archived one; projects that use it go on.
 * @throws AppError not_found
 */
export async function updateGuide(
  tx: Change,
  guide: string,
  { title, archived }: { title?: string | undefined; archived?: boolean | undefined },
): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable("guide")
    .set({
      rev: sql<number>`rev + 1`,
      ...(title !== undefined && { title }),
      ...(archived !== undefined && { archived_at: archived ? sql<string>`clock()` : null }),
    })
    .where("id", "=", guide)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError("not_found");
  tx.event({ kind: "guide.renamed", body: { guide, archived: archived ?? null } });
}
