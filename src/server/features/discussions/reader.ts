import type { Caller } from "../../http/policy.ts";

/** Who looks, and in which project. */
export interface Reader {
  org: string;
  person: string;
  project: string;
  /** Managers and viewers see all threads, reviewers those of items that are done; else those that they take part in. */
  sees: "all" | "done" | "own";
}

export function readerOf(caller: Caller, project: string): Reader {
  return { org: caller.org, person: caller.id, project, sees: seesOf(caller) };
}

function seesOf({ projectRole }: Caller): Reader["sees"] {
  if (projectRole === "reviewer") return "done";
  return projectRole === "trainer" ? "own" : "all";
}
