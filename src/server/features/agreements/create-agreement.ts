import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import type { Caller } from "../../http/policy.ts";
import { mustRunAll } from "./lock-agreement.ts";
import { type NewVersion, publishVersion } from "./publish-version.ts";

/**
 * Asks everyone in a project to sign, or in every project of the organization. Nobody is left out: its author signs too.
 * @returns its id
 * @throws AppError forbidden for a manager who asks in every project
 */
export async function createAgreement(
  tx: Change,
  caller: Caller,
  project: string,
  { title, everyProject, ...version }: NewVersion & { title: string; everyProject: boolean },
): Promise<string> {
  if (everyProject) mustRunAll(caller);
  const of = { id: newId(), project: everyProject ? null : project };
  await tx.client.query(
    "insert into agreement (id, org_id, project_id, key, title) values ($1, $2, $3, $4, $5)",
    [of.id, tx.org, of.project, await freeKey(tx, title), title],
  );
  await publishVersion(tx, of, version);
  return of.id;
}

/** What its trait is called: the title's letters, and a number where others have them already. */
async function freeKey(tx: Change, title: string): Promise<string> {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const stem = plain.replace(/^-|-$/g, "").slice(0, 60) || "agreement";
  const { rows } = await tx.client.query<{ key: string }>("select key from agreement where org_id = $1", [
    tx.org,
  ]);
  const taken = new Set(rows.map(({ key }) => key));
  let key = stem;
  for (let n = 2; taken.has(key); n++) key = `${stem}-${n}`;
  return key;
}
