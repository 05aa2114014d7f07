import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import type { LeadProject, Project } from "#contract/projects.ts";

/** Everyone who takes part in a project. */
export const EVERYONE: readonly ProjectRole[] = ["manager", "reviewer", "trainer", "viewer"];
/** Those who see everything in a project, rather than their own work alone. */
export const ALL_SEEING: readonly ProjectRole[] = ["manager", "viewer"];
/** Those who are given work. */
export const WORKING: readonly ProjectRole[] = ["manager", "reviewer", "trainer"];
export const MANAGING: readonly ProjectRole[] = ["manager"];
/** Those who run the organization. */
export const ADMINS: readonly OrganizationRole[] = ["owner", "admin"];

/** Whether a person may change the project. */
export function canManage({ role }: { role: ProjectRole }): boolean {
  return MANAGING.includes(role);
}

/** Whether a person sees everything in the project, rather than their own work alone. */
export function seesAll(project: Project): project is LeadProject {
  return ALL_SEEING.includes(project.role);
}

/** How many items a project needs; withdrawn ones need nothing. */
export function neededItems(project: Project): number {
  return project.progress.total - (seesAll(project) ? project.progress.withdrawn : 0);
}
