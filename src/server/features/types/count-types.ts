import type pg from "pg";
import { TASK } from "#content/index.ts";
import type { TypeUsage } from "#contract/types.ts";
import type { Scoped } from "../../db/scoped.ts";

/** What the items of a project are, and how many of each stand where. */
export async function countTypes(
  pool: pg.Pool,
  { org, project }: { org: string; project: string },
): Promise<TypeUsage["rows"]> {
  const { rows } = await pool.query<TypeUsage["rows"][number]>(
    `select attributes->>'${TASK}' as value,
       count(*) filter (where state = 'new')::int as untouched,
       count(*) filter (where state = 'in-progress')::int as "inProgress",
       count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'withdrawn')::int as withdrawn
     from item_now where project_id = $1 and org_id = $2 group by 1 order by 1`,
    [project, org],
  );
  return rows;
}

/** What published forms ask about some tasks alone. */
export async function listTaskQuestions(db: Scoped, project: string): Promise<TypeUsage["questions"]> {
  const rows = await db
    .selectFrom("task_question")
    .select(["task", "form", "name", "title"])
    .where("project_id", "=", project)
    .orderBy("task")
    .execute();
  return rows.map(({ task, form, name, title }) => ({
    ...{ task: task!, form: form!, name: name!, title: title! },
  }));
}
