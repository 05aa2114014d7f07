import type pg from "pg";
import { saysElse, scopesOf } from "#guide/index.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { measureTouched } from "../gates/index.ts";
import { compareInGuide } from "./compare-versions.ts";

/**
 * Which queues the draft's changes touch, in the projects that follow the guide and that the caller manages; and the titles
 * of the changes that touch every queue there.
 */
export async function measureDraft(pool: pg.Pool, caller: Caller, guide: string) {
  const { org } = caller;
  const { changes } = await compareInGuide(pool, { org, guide }, {});
  const { rows: projects } = await pool.query<{ project: string; name: string }>(
    `select p.id as project, p.name from guide_adoption_now a join project_now p on p.id = a.project_id
     where a.guide_id = $1 and a.org_id = $2 and not a.pinned and ($3 or exists (
       select from member m where m.project_id = p.id and m.person_id = $4 and m.role = 'manager'))
     order by lower(p.name), p.id limit 50`,
    [guide, org, runsOrganization(caller), caller.id],
  );
  const measure = (of: typeof changes) =>
    Promise.all(
      projects.map(async (one) => ({
        ...one,
        ...(await measureTouched(pool, { org, project: one.project }, scopesOf(of))),
      })),
    );
  const everywhere: string[] = [];
  for (const change of changes.filter(saysElse)) {
    const { content } = (change.after ?? change.before)!;
    if (content.kind !== "rule") continue;
    const touched = await measure([change]);
    if (touched.length > 0 && touched.every(({ queues, all }) => queues === all))
      everywhere.push(content.title);
  }
  return { everywhere, rows: await measure(changes) };
}
