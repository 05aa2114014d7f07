import type { Form } from "#kinds/form.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";

/**
 * Saves a form without publishing it. Revision 0 is the template, before the first save.
 * @throws AppError conflict where another save came after `rev`
 */
export async function saveDraft(
  tx: Change,
  key: { project: string; form: string },
  form: Form,
  rev: number,
): Promise<void> {
  const { rowCount } = await tx.client.query(
    rev === 0
      ? `insert into form_draft (project_id, org_id, form, form_id) values ($1, $2, $3, $4) on conflict do nothing`
      : `update form_draft set form = $3, rev = rev + 1, saved_at = clock()
         where project_id = $1 and org_id = $2 and form_id = $4 and rev = $5`,
    [key.project, tx.org, JSON.stringify(form), key.form, ...(rev === 0 ? [] : [rev])],
  );
  if (rowCount !== 1) throw new AppError("conflict");
}
