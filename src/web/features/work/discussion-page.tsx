import type { ReactNode } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { Threads } from "../discussions/index.ts";

/** What is asked and said about a piece of work that someone handed in, long after they did. */
export function DiscussionPage({ project, assignment }: { project: string; assignment: string }): ReactNode {
  return (
    <ProjectPage project={project}>{() => <Threads place={{ project, assignment }} mayWrite />}</ProjectPage>
  );
}
