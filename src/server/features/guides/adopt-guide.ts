import type { NewReReview } from "#contract/gates.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { lockProject, setVersion } from "../projects/index.ts";

/** What a project works under. */
export interface Adoption {
  guide: string;
  version: string | null;
  pinned: boolean;
}

/** What a project works under now; undefined for one without a guide. */
export async function adoptionOf(
  tx: Pick<Change, "client" | "org">,
  project: string,
): Promise<Adoption | undefined> {
  const { rows } = await tx.client.query<Adoption>(
    `select guide_id as guide, version_id as version, pinned from guide_adoption_now
     where project_id = $1 and org_id = $2`,
    [project, tx.org],
  );
  return rows[0];
}

/**
 * Makes a project follow a guide, or keep one version of it.
 * @param version the version to keep; null follows the guide
 * @throws AppError not_found for a version that is not the guide's; not_ready for a guide that is archived, and for one
 * without versions where the project works under a version, which would leave its gates with nothing to read
 */
export async function adoptGuide(
  tx: Change,
  project: string,
  { guide, version }: { guide: string; version: string | null },
): Promise<void> {
  const { rows: found } = await tx.client.query<{ archived: boolean }>(
    "select archived_at is not null as archived from guide where id = $1 and org_id = $2 for share", // publishing waits
    [guide, tx.org],
  );
  if (!found[0]) throw new AppError("not_found");
  if (found[0].archived)
    throw new AppError("not_ready", {
      message: "This guide is archived. Restore it to use it in a project.",
    });
  await lockProject(tx, project);
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from guide_version where guide_id = $1 and org_id = $2 and ($3::uuid is null or id = $3)
     order by n desc limit 1`,
    [guide, tx.org, version],
  );
  if (version !== null && !rows[0]) throw new AppError("not_found");
  if (!rows[0] && (await adoptionOf(tx, project))?.version)
    throw new AppError("not_ready", {
      message: "This guide has no version yet. Publish it, then use it in the project.",
    });
  await writeAdoption(tx, project, { guide, version: rows[0]?.id ?? null, pinned: version !== null });
}

/**
 * Puts a new version in force in every project that follows its guide; one that pinned a version keeps it.
 * @param reReview whether accepted work is reviewed once more, in projects that the publisher may steer
 * @returns those projects, with the version that each worked under before
 */
export async function adoptNewest(
  tx: Change,
  guide: string,
  version: { id: string; n: number },
  reReview: NewReReview | null = null,
): Promise<{ project: string; before: string | null }[]> {
  const { rows } = await tx.client.query<{ project: string; steers: boolean }>(
    `select a.project_id as project,
       exists (select from person_now p where p.id = $3 and p.org_id = $2 and p.role <> 'member')
       or exists (select from member m where m.project_id = a.project_id and m.person_id = $3 and m.role = 'manager') as steers
     from guide_adoption_now a where a.guide_id = $1 and a.org_id = $2 and not a.pinned order by a.project_id`,
    [guide, tx.org, tx.agent],
  );
  const adopting = [];
  for (const { project, steers } of rows) {
    await lockProject(tx, project);
    const now = await adoptionOf(tx, project);
    if (now?.guide !== guide || now.pinned) continue; // changed while we waited
    await writeAdoption(tx, project, { guide, version: version.id, pinned: false });
    tx.event({
      kind: "guide.published",
      project,
      body: {
        version: version.id,
        n: version.n,
        before: now.version,
        ...(reReview && steers && { reReview }),
      },
    });
    adopting.push({ project, before: now.version });
  }
  return adopting;
}

/** The newest adoption of a project is in force; the project itself carries its version, for claims. */
async function writeAdoption(
  tx: Change,
  project: string,
  { guide, version, pinned }: Adoption,
): Promise<void> {
  await tx.db
    .insertInto("guide_adoption")
    .values({
      org_id: tx.org,
      project_id: project,
      guide_id: guide,
      version_id: version,
      pinned,
      agent_id: tx.agent,
    })
    .execute();
  await setVersion(tx, project, "guide", version);
  tx.event({ kind: "guide.adopted", project, body: { guide, version, pinned } });
}
