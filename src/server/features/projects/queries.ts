import type pg from "pg";
import type { ProjectRole } from "#contract/entities.ts";
import {
  type LeadProject,
  type Member,
  type Progress,
  type Project,
  ProjectSettings,
} from "#contract/projects.ts";
import { run, type Statement } from "../../db/pool.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { personRef } from "../accounts/index.ts";

type ProjectRow = Omit<LeadProject, "settings" | "progress" | "role"> & {
  settings: unknown;
  role: ProjectRole | null;
} & Omit<Progress, "new">;

/**
 * $1 organization, $2 person, $3 one project or null, $4 whether all of the organization's, $5 whether archived ones.
 */
const PROJECTS: Statement = {
  name: "projects",
  text: `
select p.id, p.name, p.description, p.state, p.settings, m.role, p.form_n as "formVersion", p.form_version_id as "formVersionId",
  p.guide_n as "guideVersion", p.created_at as "createdAt",
  (select total from project_items i where i.project_id = p.id) as total,
  s."inProgress", s.done, s.withdrawn
from project_now p
left join membership m on m.project_id = p.id and m.person_id = $2
cross join lateral (
  select count(*) filter (where state in ('working', 'review')) as "inProgress",
    count(*) filter (where state = 'done') as done, count(*) filter (where state = 'cancelled') as withdrawn
  from worked_item st where st.project_id = p.id) s
where p.org_id = $1 and ($4 or m.role is not null) and ($3::uuid is null or p.id = $3)
  and ($3::uuid is not null or (p.state = 'archived') = $5 and not exists (
    select from agreement_owed o where o.project_id = p.id and o.org_id = $1 and o.agent_id = $2))
order by p.created_at desc, p.id`,
};

/**
 * The projects that a person takes part in, newest first; owners and admins see all of the organization's. Those whose
 * agreement they have not signed are left out.
 */
export async function listProjects(pool: pg.Pool, caller: Caller, archived: boolean): Promise<Project[]> {
  const all = runsOrganization(caller);
  const rows = await run<ProjectRow>(pool, PROJECTS, [caller.org, caller.id, null, all, archived]);
  return rows.map((row) => presentProject(row, all));
}

/**
 * One project, as a caller who may see it does.
 * @throws AppError not_found
 */
export async function findProject(pool: pg.Pool, caller: Caller, project: string): Promise<Project> {
  const all = runsOrganization(caller);
  const [row] = await run<ProjectRow>(pool, PROJECTS, [caller.org, caller.id, project, all, false]);
  if (!row) throw new AppError("not_found");
  return presentProject(row, all);
}

/**
 * One project, as those see it who manage or watch it.
 * @throws AppError not_found, also for others
 */
export async function findWholeProject(pool: pg.Pool, caller: Caller, project: string): Promise<LeadProject> {
  const found = await findProject(pool, caller, project);
  if (!("settings" in found)) throw new AppError("not_found");
  return found;
}

function presentProject(row: ProjectRow, manages: boolean): Project {
  const { total, inProgress, done, withdrawn, settings, createdAt, ...about } = row;
  const role = manages ? "manager" : row.role!;
  if (role === "trainer" || role === "reviewer")
    return { ...about, role, progress: { total: total - withdrawn, done } };
  const fresh = Math.max(0, total - inProgress - done - withdrawn);
  return {
    ...about,
    role,
    settings: ProjectSettings.parse(settings),
    progress: { total, new: fresh, inProgress, done, withdrawn },
    createdAt,
  };
}

/** Who takes part in a project, in the order in which they joined. */
export async function listMembers(db: Scoped, project: string): Promise<Member[]> {
  const rows = await db
    .selectFrom("membership")
    .leftJoin("name_of", "name_of.agent_id", "membership.person_id")
    .select(["membership.person_id as id", "name_of.name", "membership.role", "membership.joined_at"])
    .where("membership.project_id", "=", project)
    .orderBy("membership.joined_at")
    .orderBy("membership.person_id")
    .execute();
  return rows.map((row) => ({
    person: personRef(row.id, row.name),
    role: row.role as ProjectRole,
    joinedAt: row.joined_at,
  }));
}
