import type { SubjectKind } from "#contract/discussions.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";

/** Who looks, and in which project. */
export interface Reader {
  org: string;
  person: string;
  project: string;
  /** Managers and viewers see all threads, reviewers those of items that are done; else those that they take part in. */
  sees: "all" | "done" | "own";
  /** Whether they manage the project. */
  leads: boolean;
}

export function readerOf(caller: Caller, project: string): Reader {
  return {
    org: caller.org,
    person: caller.id,
    project,
    sees: seesOf(caller),
    leads: caller.projectRole === "manager",
  };
}

function seesOf({ projectRole }: Caller): Reader["sees"] {
  if (projectRole === "reviewer") return "done";
  return projectRole === "trainer" ? "own" : "all";
}

/**
 * Trainers talk about calibrations, of what hangs on no item.
 * @throws AppError forbidden
 */
export function mustReach({ sees }: Reader, subject: SubjectKind): void {
  if (sees === "own" && subject !== "judging") throw new AppError("forbidden");
}
