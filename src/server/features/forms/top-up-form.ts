import type { TopUp } from "#contract/forms.ts";
import type { Change } from "../../db/change.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";
import { lockProject } from "../projects/index.ts";
import { startTopUp } from "../work/index.ts";

/**
 * Asks the new questions of a form's newest version of accepted answers to older ones.
 * @returns how many answers are asked
 * @throws AppError no_form where nothing is published
 */
export async function topUpForm(
  tx: Change,
  { project, form }: { project: string; form: string },
  days: number,
): Promise<number> {
  await lockProject(tx, project);
  const row = await tx.db
    .selectFrom("form")
    .select("version_id")
    .where("id", "=", form)
    .where("project_id", "=", project)
    .executeTakeFirst();
  if (!row?.version_id) throw new AppError("no_form");
  return startTopUp(tx, { project, version: row.version_id, days });
}

/** What accepted answers were asked anew, newest first. */
export async function listTopUps(db: Scoped, project: string, form: string): Promise<TopUp[]> {
  const rows = await db
    .selectFrom("top_up_now as t")
    .leftJoin("name_of", "name_of.agent_id", "t.agent_id")
    .select(["t.id", "t.form_n", "t.open_at", "t.at", "t.waiting", "t.in_progress", "t.done"])
    .select(["t.agent_id", "name_of.name"])
    .where("t.project_id", "=", project)
    .where("t.form_id", "=", form)
    .orderBy("t.at", "desc")
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id!, version: row.form_n!, openAt: row.open_at!, at: row.at! },
    by: personRef(row.agent_id!, row.name),
    ...{ waiting: row.waiting!, inProgress: row.in_progress!, done: row.done! },
  }));
}
