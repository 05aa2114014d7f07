import type { Form } from "#kinds/form.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../http/errors.ts";

/**
 * Saves the form without publishing it. Revision 0 is the template that nobody has saved yet.
 * @throws AppError conflict where somebody saved since `rev`
 */
export async function saveDraft(tx: Change, project: string, form: Form, rev: number): Promise<void> {
  const { rowCount } = await tx.client.query(
    rev === 0
      ? `insert into form_draft (project_id, org_id, form) values ($1, $2, $3) on conflict do nothing`
      : `update form_draft set form = $3, rev = rev + 1, saved_at = clock()
         where project_id = $1 and org_id = $2 and rev = $4`,
    [project, tx.org, JSON.stringify(form), ...(rev === 0 ? [] : [rev])],
  );
  if (rowCount !== 1) throw new AppError("conflict");
}
