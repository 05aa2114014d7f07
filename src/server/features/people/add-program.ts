import type { Trait } from "#content/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { mustGrant } from "../../http/grants.ts";
import type { Caller } from "../../http/policy.ts";
import { createKey } from "../keys/index.ts";
import { grant } from "./traits.ts";

export interface NewProgram {
  name: string;
  project: string;
  role: "trainer" | "reviewer";
  traits: readonly Trait[];
  days: number | null;
}

/**
 * Adds a program that works in a project by a role that is granted to it, with a key of its own.
 * @returns its id, and the key's secret, which is stored as a hash
 * @throws AppError not_found for a project of another organization; forbidden where a key may not give the role
 */
export async function addProgram(
  tx: Change,
  caller: Caller,
  { name, project, role, traits, days }: NewProgram,
): Promise<{ id: string; secret: string }> {
  mustGrant(caller, { kind: "membership", role });
  const id = newId();
  const model = JSON.stringify({ name });
  await tx.db.insertInto("agent").values({ id, org_id: tx.org, kind: "program", model }).execute();
  tx.event({ kind: "program.added", project, body: { program: id } });
  for (const trait of new Set([`role:${role}`, ...traits])) await grant(tx, id, trait, { project });
  const key = { name, scopes: ["work" as const], projectId: project, days };
  const { secret } = await createKey(tx, caller, key, id);
  return { id, secret };
}
