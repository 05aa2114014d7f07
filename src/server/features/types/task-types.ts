import type { TaskType } from "#contract/types.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";
import { lockProject } from "../projects/index.ts";

type Content = Omit<TaskType, "n" | "by" | "at">;

/** The kinds of task that were made for a project as they are now, or one of them. */
export async function listTypes(db: Scoped, project: string, key?: string): Promise<TaskType[]> {
  let query = db
    .selectFrom("task_type_now as t")
    .leftJoin("name_of", "name_of.agent_id", "t.agent_id")
    .select([
      "t.key",
      "t.n",
      "t.title",
      "t.definition",
      "t.parents",
      "t.rules",
      "t.examples",
      "t.at",
      "t.retired",
    ])
    .select(["t.agent_id", "name_of.name"])
    .where("t.project_id", "=", project)
    .orderBy("t.key");
  if (key !== undefined) query = query.where("t.key", "=", key);
  return (await query.execute()).map((row) => ({
    ...{ key: row.key!, n: row.n!, title: row.title!, definition: row.definition! },
    ...{ parents: row.parents!, rules: row.rules!, examples: row.examples as TaskType["examples"] },
    retired: row.retired!,
    ...{ by: personRef(row.agent_id!, row.name), at: row.at! },
  }));
}

/** Makes a kind of task, or says anew what the one with this key is. */
export async function saveType(
  tx: Change,
  project: string,
  { key, title, definition, parents, rules, examples, retired }: Content,
): Promise<void> {
  await lockProject(tx, project);
  const id = newId();
  const { rows } = await tx.client.query<{ n: number }>(
    `insert into task_type (id, org_id, project_id, key, n, title, definition, parents, rules, examples, agent_id, retired)
     select $1, $2, $3, $4, coalesce(max(n), 0) + 1, $5, $6, $7, $8, $9, $10, $11
     from task_type where project_id = $3 and org_id = $2 and key = $4 returning n`,
    [
      id,
      tx.org,
      project,
      key,
      title,
      definition,
      parents,
      rules,
      JSON.stringify(examples),
      tx.agent,
      retired || null,
    ],
  );
  tx.event({ kind: "task-type.saved", project, body: { type: id, value: key, n: rows[0]!.n } });
}

/**
 * Refuses a kind of task that was retired.
 * @throws AppError invalid
 */
export async function expectInUse(db: Scoped, project: string, key: string): Promise<void> {
  const [type] = await listTypes(db, project, key);
  if (type?.retired)
    throw new AppError("invalid", {
      fields: { value: `${type.title} is retired. Choose another task type.` },
    });
}
