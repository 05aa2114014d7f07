import type { Translation } from "#guide/index.ts";
import type { Change } from "../../../db/change.ts";
import { newId } from "../../../db/id.ts";
import { AppError } from "../../../errors.ts";
import { liveHead, readHeads } from "../revise.ts";

interface Saved {
  language: string;
  /** The revision that was translated. */
  base: string;
  translation: Translation;
}

/**
 * Writes down what an entry says in another language.
 * @throws AppError not_found for an entry that the draft does not have, or a revision that is not the entry's
 */
export async function saveTranslation(
  tx: Change,
  guide: string,
  entry: string,
  { language, base, translation }: Saved,
): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${entry} ${language}`]);
  liveHead(await readHeads(tx, guide, entry), entry);
  const id = newId();
  const { rowCount } = await tx.client.query(
    `insert into guide_translation (id, org_id, guide_id, entry_id, language, n, base_id, content, agent_id)
     select $1, $2, $3, r.entry_id, $5,
       (select coalesce(max(n), 0) + 1 from guide_translation where entry_id = $4 and org_id = $2 and language = $5), r.id, $7, $8
     from guide_revision r where r.id = $6 and r.entry_id = $4 and r.org_id = $2`,
    [id, tx.org, guide, entry, language, base, JSON.stringify(translation), tx.agent],
  );
  if (rowCount === 0) throw new AppError("not_found");
  tx.event({ kind: "guide.translated", body: { guide, entry, language, translation: id } });
}
