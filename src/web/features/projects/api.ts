import { accounts } from "#contract/accounts.ts";
import { guideDrafts } from "#contract/guide-drafts.ts";
import { guides } from "#contract/guides.ts";
import { people } from "#contract/people.ts";
import { projects } from "#contract/projects.ts";
import { reports } from "#contract/reports.ts";
import { search } from "#contract/search.ts";
import { work } from "#contract/work.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({
  accounts,
  guideDrafts,
  guides,
  people,
  projects,
  reports,
  search,
  work,
});
