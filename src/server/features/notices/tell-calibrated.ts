import type { Change } from "../../db/change.ts";
import type { EntryOf } from "../../events/inside.ts";
import { notify } from "./notify.ts";

/** Tells those who take part in a calibration that it has begun, and that its answers can be read. */
export async function tellCalibrated(
  tx: Change,
  { kind, project, body: { judging } }: EntryOf<"judging.started"> | EntryOf<"judging.closed">,
): Promise<void> {
  const { rows } = await tx.client.query<{ person: string }>(
    `select c.agent_id as person from calibrated c join person_now p on p.id = c.agent_id and not p.erased
     where c.judging_id = $1 and c.project_id = $2 and c.org_id = $3 and c.agent_id <> $4`,
    [judging, project, tx.org, tx.agent],
  );
  await notify(
    tx,
    { project, subject: "judging", id: judging },
    {
      people: rows,
      kind: kind === "judging.started" ? "calibration" : "calibration-revealed",
      about: judging,
    },
  );
}
