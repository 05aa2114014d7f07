import type pg from "pg";
import { AppError } from "../../http/errors.ts";
import type { Reader } from "./visible-threads.ts";

/**
 * The item behind a piece of work that somebody has or had in hand: the only way to an item for who works blind.
 * @throws AppError not_found for another's assignment
 */
export async function itemOfAssignment(
  client: pg.Pool | pg.ClientBase,
  { org, project, person }: Reader,
  assignment: string,
): Promise<string> {
  const { rows } = await client.query<{ item: string }>(
    "select item_id as item from assignment where id = $1 and agent_id = $2 and project_id = $3 and org_id = $4",
    [assignment, person, project, org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].item;
}
