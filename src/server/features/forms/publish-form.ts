import { canonical } from "#content/index.ts";
import type { Form } from "#kinds/form.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../http/errors.ts";
import { setVersion } from "../projects/index.ts";
import { findDraft } from "./queries.ts";

/**
 * Publishes the saved form as the next version. The same form again is the version that there is.
 * @returns the version's id
 * @throws AppError conflict where the draft is not at `rev` any more
 */
export async function publishForm(tx: Change, project: string, rev: number): Promise<string> {
  await tx.db.selectFrom("project").select("id").where("id", "=", project).forUpdate().execute();
  const draft = await findDraft(tx.db, project);
  if (draft.rev !== rev) throw new AppError("conflict");
  const latest = await findLatest(tx, project);
  if (latest && canonical(latest.form) === canonical(draft.form)) return latest.id;
  const id = newId();
  const n = (latest?.n ?? 0) + 1;
  await tx.db
    .insertInto("form_version")
    .values({
      id,
      org_id: tx.org,
      project_id: project,
      n,
      form: JSON.stringify(draft.form),
      agent_id: tx.agent,
    })
    .execute();
  await setVersion(tx, project, "form", id);
  tx.event({ kind: "form.published", project, body: { version: id, n } });
  return id;
}

function findLatest(tx: Change, project: string): Promise<{ id: string; n: number; form: Form } | undefined> {
  return tx.db
    .selectFrom("form_version")
    .select(["id", "n", "form"])
    .where("project_id", "=", project)
    .orderBy("n", "desc")
    .limit(1)
    .executeTakeFirst();
}
