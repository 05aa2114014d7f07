import type { FormDraft, FormEntry, FormVersion } from "#contract/forms.ts";
import { Form } from "#kinds/form.ts";
import { FormMapping } from "#kinds/mapping.ts";
import { type TemplateName, templates } from "#kinds/templates.ts";
import { readGraph } from "#workflow/index.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

/** A project's forms in the order in which they were added, or one. */
export async function listForms(db: Scoped, project: string, key?: string): Promise<FormEntry[]> {
  const { graph } = await db
    .selectFrom("project_now")
    .select("graph")
    .where("id", "=", project)
    .executeTakeFirstOrThrow();
  const { stages } = readGraph(graph);
  let query = db
    .selectFrom("form")
    .leftJoin("form_version", "form_version.id", "form.version_id")
    .select(["form.key", "form.name", "form_version.n as version", "form.version_id as versionId"])
    .where("form.project_id", "=", project)
    .orderBy("form.created_at")
    .orderBy("form.key");
  if (key !== undefined) query = query.where("form.key", "=", key);
  return (await query.execute()).map((row) => ({
    ...row,
    stages: stages.filter((stage) => stage.form === row.key).map((stage) => stage.key),
  }));
}

/**
 * The id of a project's form.
 * @throws AppError not_found
 */
export async function formIdOf(db: Scoped, project: string, key: string): Promise<string> {
  const row = await db
    .selectFrom("form")
    .select("id")
    .where("project_id", "=", project)
    .where("key", "=", key)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row.id;
}

/** A form as it is being edited; before the first save it is the project's template, at revision 0. */
export async function findDraft(db: Scoped, project: string, form: string): Promise<FormDraft> {
  const row = await db
    .selectFrom("project_now as project")
    .leftJoin("form_draft", (join) =>
      join.onRef("form_draft.project_id", "=", "project.id").on("form_draft.form_id", "=", form),
    )
    .select(["form_draft.form", "form_draft.rev", "form_draft.saved_at"])
    .select(["project.settings", "project.created_at"])
    .where("project.id", "=", project)
    .executeTakeFirstOrThrow();
  if (row.form !== null) return { form: Form.parse(row.form), rev: row.rev!, savedAt: row.saved_at! };
  const { template } = row.settings as { template: TemplateName };
  return { form: templates[template].form, rev: 0, savedAt: row.created_at };
}

function selectVersions(db: Scoped, project: string) {
  return db
    .selectFrom("form_version")
    .leftJoin("name_of", "name_of.agent_id", "form_version.agent_id")
    .select([
      "form_version.id",
      "form_version.n",
      "form_version.form",
      "form_version.mapping",
      "form_version.at",
    ])
    .select(["form_version.agent_id", "name_of.name"])
    .where("form_version.project_id", "=", project)
    .orderBy("form_version.n", "desc");
}

/** All published versions of a form, newest first. */
export async function listVersions(db: Scoped, project: string, form: string): Promise<FormVersion[]> {
  return (await selectVersions(db, project).where("form_version.form_id", "=", form).execute()).map(
    presentVersion,
  );
}

/**
 * One published version.
 * @throws AppError not_found
 */
export async function findVersion(db: Scoped, project: string, version: string): Promise<FormVersion> {
  const row = await selectVersions(db, project).where("form_version.id", "=", version).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return presentVersion(row);
}

function presentVersion(row: {
  id: string;
  n: number;
  form: Form;
  mapping: unknown;
  at: string;
  agent_id: string;
  name: string | null;
}): FormVersion {
  return {
    id: row.id,
    n: row.n,
    form: row.form,
    mapping: FormMapping.parse(row.mapping ?? []),
    by: personRef(row.agent_id, row.name),
    at: row.at,
  };
}
