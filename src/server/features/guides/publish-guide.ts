import type { NewGate } from "#contract/gates.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { lockProject } from "../projects/index.ts";
import { adoptGuide, adoptionOf } from "./adopt-guide.ts";
import { insertGuide } from "./create-guide.ts";
import { insertVersion } from "./publish-version.ts";
import { nextRev } from "./revise.ts";

/**
 * Publishes a text as the next version of a project's guide; a project without one gets a guide of its own.
 * @returns the version's id
 * @throws AppError not_ready where the guide has entries, or the project keeps one version of it
 */
export async function publishGuide(
  tx: Change,
  project: string,
  body: string,
  gate: NewGate | null = null,
): Promise<string> {
  const { name } = await lockProject(tx, project);
  const guide = await guideOf(tx, project, name);
  await nextRev(tx, guide);
  const { rowCount } = await tx.client.query(
    "select from guide_head where guide_id = $1 and org_id = $2 and retired_at is null limit 1",
    [guide, tx.org],
  );
  if (rowCount !== 0)
    throw new AppError("not_ready", { message: "This guide has rules. Change them, and publish the guide." });
  return insertVersion(tx, guide, { body, gate });
}

async function guideOf(tx: Change, project: string, name: string): Promise<string> {
  const adopted = await adoptionOf(tx, project);
  if (adopted?.pinned)
    throw new AppError("not_ready", {
      message: "This project keeps one version of its guide. Follow the guide first.",
    });
  if (adopted) return adopted.guide;
  const guide = await insertGuide(tx, name);
  await adoptGuide(tx, project, { guide, version: null });
  return guide;
}
