import type { Progress, Project } from "#contract/projects.ts";
import { seesAll } from "../../frame/roles.ts";
import type { Segment } from "../../ui/charts/segments.tsx";
import { t } from "./words.ts";

/** How far a project is: by state for those who see all of it, done and left for those who work in it. */
export function segmentsOfProject(project: Project): Segment[] {
  if (seesAll(project)) return segmentsOf(project.progress);
  const { total, done } = project.progress;
  return [
    { name: "done", title: t("projects.progress.done"), value: done, fill: "solid" },
    { name: "left", title: t("projects.progress.left"), value: total - done, fill: "empty" },
  ];
}

/** A project's items by state, in the order of their life. */
export function segmentsOf(progress: Progress): Segment[] {
  return [
    { name: "done", title: t("projects.progress.done"), value: progress.done, fill: "solid" },
    { name: "review", title: t("projects.progress.review"), value: progress.review, fill: "striped" },
    { name: "working", title: t("projects.progress.working"), value: progress.working, fill: "dotted" },
    { name: "open", title: t("projects.progress.open"), value: progress.open, fill: "empty" },
    {
      name: "cancelled",
      title: t("projects.progress.cancelled"),
      value: progress.cancelled,
      fill: "crossed",
    },
  ];
}
