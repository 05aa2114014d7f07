import { MAIN_FORM } from "#workflow/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";

/** Adds a form to a project's list. `key` is what stages name it by, and never changes. Returns its id. */
export async function addForm(
  tx: Change,
  project: string,
  { key, name }: { key: string; name: string },
): Promise<string> {
  const id = newId();
  await tx.db.insertInto("form").values({ id, org_id: tx.org, project_id: project, key, name }).execute();
  return id;
}

/** The form that every project starts with. */
export const addMainForm = (tx: Change, project: string): Promise<string> =>
  addForm(tx, project, { key: MAIN_FORM, name: "Main form" });
