import { scopesOf } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { setGates } from "../work/index.ts";
import { changesBetween } from "./changed-rules.ts";

/**
 * Puts a gate before the queues that a new version touches, in the transaction that publishes it: a kill leaves both or
 * neither. Projects and gates are written first, since queues make everybody wait who decides who draws from what.
 * @param projects locked by the caller, with the version that each worked under before
 * @param from when it takes effect; null: with the next item
 */
export async function raiseGates(
  tx: Change,
  projects: readonly { project: string; before: string | null }[],
  { version, from }: { version: string; from: string | null },
): Promise<void> {
  for (const { project, before } of projects) {
    const changes = await changesBetween(tx.client, tx.org, { from: before, to: version }, () => null);
    const scopes = scopesOf(changes);
    const { rows } = await tx.client.query<{ n: number; takesEffect: string }>(
      `insert into gate (project_id, n, org_id, version_id, before_id, scopes, takes_effect, agent_id)
       select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, greatest($6, clock()), $7
       from gate where project_id = $1 and org_id = $2
       returning n, takes_effect as "takesEffect"`,
      [project, tx.org, version, before, scopes && JSON.stringify(scopes), from, tx.agent],
    );
    const { n: gate, takesEffect } = rows[0]!;
    tx.event({
      kind: "guide.gated",
      project,
      body: { gate, version, takesEffect, everyQueue: scopes === null },
    });
  }
  for (const { project } of projects) await setGates(tx, project);
}
