import type { ReactNode } from "react";

export function WorkPage({ project }: { project: string }): ReactNode {
  return <p>{project}</p>;
}
