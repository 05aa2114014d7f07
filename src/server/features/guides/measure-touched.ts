import type pg from "pg";
import { type Hides, saysElse, scopesOf } from "#guide/index.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { measureTouched, queuesOf, touchedBy } from "../gates/index.ts";
import { compareInGuide } from "./compare-versions.ts";

/**
 * Which queues the draft's changes touch, in the projects that follow the guide and that the caller manages; and the titles
 * of the changes that touch every queue there.
 */
export async function measureDraft(pool: pg.Pool, caller: Caller, guide: string, hides: Hides) {
  const { org } = caller;
  const { changes } = await compareInGuide(pool, { org, guide }, hides, {});
  const { rows: projects } = await pool.query<{ project: string; name: string }>(
    `select p.id as project, p.name from guide_adoption_now a join project_now p on p.id = a.project_id
     where a.guide_id = $1 and a.org_id = $2 and not a.pinned and ($3 or exists (
       select from member m where m.project_id = p.id and m.person_id = $4 and m.role = 'manager'))
     order by lower(p.name), p.id limit 50`,
    [guide, org, runsOrganization(caller), caller.id],
  );
  const rows = [];
  const queuesOfEach: Awaited<ReturnType<typeof queuesOf>>[] = [];
  for (const one of projects) {
    const place = { org, project: one.project };
    const queues = await queuesOf(pool, place);
    const touched = touchedBy(scopesOf(changes), queues);
    const measured = await measureTouched(pool, place, touched);
    rows.push({ ...one, queues: touched.length, all: queues.length, ...measured });
    queuesOfEach.push(queues);
  }
  const touchesAll = (change: (typeof changes)[number]) =>
    queuesOfEach.length > 0 &&
    queuesOfEach.every((queues) => touchedBy(scopesOf([change]), queues).length === queues.length);
  const everywhere = changes
    .filter(saysElse)
    .map((change) => ({ change, content: (change.after ?? change.before)!.content }))
    .filter(({ change, content }) => content.kind === "rule" && touchesAll(change))
    .map(({ content }) => content.title);
  return { everywhere, rows };
}
