import { templates } from "#kinds/templates.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { lockProject } from "../projects/index.ts";
import { addForm } from "./add-form.ts";
import { listForms } from "./queries.ts";
import { saveDraft } from "./save-draft.ts";

export interface NewForm {
  key: string;
  name: string;
  template: string;
}

/**
 * Adds a form to a project, as a draft from a template.
 * @throws AppError invalid where the key is taken or the template does not exist
 */
export async function createForm(tx: Change, project: string, form: NewForm): Promise<void> {
  await lockProject(tx, project);
  if (!Object.hasOwn(templates, form.template)) {
    throw new AppError("invalid", {
      fields: { template: `Use one of: ${Object.keys(templates).join(", ")}.` },
    });
  }
  if ((await listForms(tx.db, project, form.key)).length > 0) {
    throw new AppError("invalid", { fields: { key: "This project already has a form with this key." } });
  }
  const id = await addForm(tx, project, form);
  const template = templates[form.template as keyof typeof templates];
  await saveDraft(tx, { project, form: id }, template.form, 0);
  tx.event({ kind: "form.added", project, body: { form: id, key: form.key } });
}
