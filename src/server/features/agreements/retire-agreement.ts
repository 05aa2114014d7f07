import type { Change } from "../../db/change.ts";
import type { Caller } from "../../http/policy.ts";
import { askForAgreements } from "../work/index.ts";
import { lockOwnAgreement } from "./lock-agreement.ts";

/** Nobody has to sign the agreement any more; its versions and signatures stay. */
export async function retireAgreement(
  tx: Change,
  caller: Caller,
  project: string,
  agreement: string,
): Promise<void> {
  const of = await lockOwnAgreement(tx, caller, project, agreement);
  await tx.client.query(
    "update agreement set retired_at = clock() where id = $1 and org_id = $2 and (project_id = $3 or project_id is null)",
    [agreement, tx.org, project],
  );
  tx.event({ kind: "agreement.retired", project: of.project, body: { agreement } });
  await askForAgreements(tx, of.project);
}
