import { canonical } from "#content/index.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { lockProject } from "../projects/index.ts";
import { startTopUp } from "../work/index.ts";
import { checkMapping } from "./check-mapping.ts";
import { findDraft } from "./queries.ts";

/**
 * Publishes the saved form as the next version. The same form again is the version that there is.
 * @param change.mapping how answers to the version before are read under the new one; none of them is written
 * @param change.topUp for how many days what is new is asked of the authors of accepted answers; null leaves these
 * @returns the version's id
 * @throws AppError conflict where the draft is not at `rev` any more; invalid where the mapping names what is not there
 */
export async function publishForm(
  tx: Change,
  { project, form }: { project: string; form: string },
  { rev, mapping, topUp }: { rev: number; mapping: FormMapping; topUp: number | null },
): Promise<string> {
  await lockProject(tx, project);
  const draft = await findDraft(tx.db, project, form);
  if (draft.rev !== rev) throw new AppError("conflict");
  const { latest, last } = await findLatest(tx, project, form);
  if (latest && canonical(latest.form) === canonical(draft.form)) return latest.id;
  checkMapping(latest?.form ?? null, draft.form, mapping);
  const id = newId();
  const n = last + 1;
  await tx.db
    .insertInto("form_version")
    .values({
      id,
      org_id: tx.org,
      project_id: project,
      form_id: form,
      n,
      form: JSON.stringify(draft.form),
      mapping: mapping.length === 0 ? null : JSON.stringify(mapping),
      agent_id: tx.agent,
    })
    .execute();
  await tx.db
    .updateTable("form")
    .set({ version_id: id })
    .where("id", "=", form)
    .where("project_id", "=", project)
    .execute();
  tx.event({ kind: "form.published", project, body: { version: id, n } });
  if (topUp !== null) await startTopUp(tx, { project, version: id, days: topUp });
  return id;
}

/** The newest version of a form, and the last number in its project: versions are numbered over all of its forms. */
async function findLatest(tx: Change, project: string, form: string) {
  const versions = await tx.db
    .selectFrom("form_version")
    .select(["id", "n", "form", "form_id"])
    .where("project_id", "=", project)
    .orderBy("n", "desc")
    .execute();
  return { latest: versions.find(({ form_id }) => form_id === form), last: versions[0]?.n ?? 0 };
}
