import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { GROUPS, type GroupName } from "./groups.ts";
import type { PageEntry } from "./page.ts";
import { allPages } from "./page-table.ts";

type Offered = PageEntry & { title: string };
const offered = () => allPages().filter((page): page is Offered => page.title !== undefined);

/** Pages outside of projects that a person may open, those of the bar first. */
export function pagesFor(role: OrganizationRole | null): Offered[] {
  const last = Number.POSITIVE_INFINITY;
  return offered()
    .filter((page) => !page.inProject && (!page.for || (role && page.for.includes(role))))
    .sort((a, b) => (a.inBar ?? last) - (b.inBar ?? last));
}

/** Pages of a project that a person of this role may open, in the order of the sidebar, its work first. */
export function projectPagesFor(role: ProjectRole): Offered[] {
  return offered()
    .filter((page) => page.inProject?.for.includes(role))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

const NAMES = Object.keys(GROUPS) as GroupName[];

/** What has no group first, as it is what people come for; then groups in their order, pages in theirs. */
function placeOf({ inProject }: PageEntry): number {
  const group = inProject?.group ? NAMES.indexOf(inProject.group) : -1;
  return group * 1_000 + (inProject?.order ?? 0);
}
