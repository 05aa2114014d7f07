import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { type Caller, mustHaveAgreed } from "../../http/policy.ts";
import { giveTraits } from "./give-traits.ts";
import { lockAgreement } from "./lock-agreement.ts";

export interface Signing {
  agreement: string;
  /** The version that the signer has read. */
  version: string;
  /** As typed. */
  name: string;
  /** A program that is to be bound, else the signer is. */
  program: string | null;
}

/**
 * Signs an agreement: its receipt is a row that stays; the typed name is another that can be erased.
 * @returns the signature's id
 * @throws AppError conflict where there is a newer version, or this one is over; forbidden and agreement_needed for who
 * may not sign for a program; not_found for a program of another organization
 */
export async function sign(
  tx: Change,
  caller: Caller,
  project: string,
  { agreement, version, name, program }: Signing,
): Promise<string> {
  if (program !== null) await mustSignFor(tx, caller, project, program);
  const { n: _n, ...of } = await lockAgreement(tx, project, agreement);
  if (of.version !== version)
    throw new AppError("conflict", { message: "There is a newer version. Load the page again to read it." });
  if (of.isOver)
    throw new AppError("conflict", {
      message: "This version has ended. Whoever leads the project has to publish a new one.",
    });
  const signature = newId();
  const agent = program ?? caller.id;
  await tx.client.query(
    `insert into agreement_signature (id, org_id, agreement_id, version_id, agent_id, signed_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [signature, tx.org, agreement, version, agent, caller.id],
  );
  await tx.client.query(
    "insert into signed_name (signature_id, org_id, person_id, name) values ($1, $2, $3, $4)",
    [signature, tx.org, caller.id, name],
  );
  tx.event({
    kind: "agreement.signed",
    project: of.project,
    body: { agreement, signature, agent, hash: of.hash },
  });
  await giveTraits(tx, agreement, agent);
  return signature;
}

/** A program cannot read what it agrees to: someone who runs the project and has signed it all answers for it. */
async function mustSignFor(tx: Change, caller: Caller, project: string, program: string): Promise<void> {
  if (caller.projectRole !== "manager") throw new AppError("forbidden");
  mustHaveAgreed(caller);
  const { rows } = await tx.client.query(
    `select from agent_trait t join name_of a on a.agent_id = t.agent_id and a.kind = 'program'
     where t.agent_id = $1 and t.org_id = $2 and t.project_id = $3 and t.trait like 'role:%'`,
    [program, tx.org, project],
  );
  if (rows.length === 0) throw new AppError("not_found");
}
