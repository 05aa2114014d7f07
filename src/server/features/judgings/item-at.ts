import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Viewer } from "./find-calibrations.ts";

/** The items of a round of judging in their order; who takes part knows them by their number alone. $1 judging, $2 project, $3 organization */
export const JUDGED_ITEMS = `
select i.id, row_number() over (order by i.position)::int as n, i.shown, i.attributes
from item_now i where i.project_id = $2 and i.org_id = $3 and i.id in (
  select s.item_id from judging j join judging_slot s on s.project_id = j.project_id and s.round = j.round
  where j.id = $1 and j.project_id = $2 and j.org_id = $3)`;

/** @throws AppError not_found */
export async function itemAt(
  tx: Change,
  { org, project }: Pick<Viewer, "org" | "project">,
  judging: string,
  n: number,
): Promise<string> {
  const { rows } = await tx.client.query<{ id: string; n: number }>(
    `select id, n from (${JUDGED_ITEMS}) items where n = $4`,
    [judging, project, org, n],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].id;
}
