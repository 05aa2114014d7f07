import type { Progress, Project } from "#contract/projects.ts";
import type { AnswerProgress } from "#contract/reports.ts";
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
export function segmentsOf({ done, inProgress, new: fresh, withdrawn }: Progress): Segment[] {
  return [
    { name: "done", title: t("projects.progress.done"), value: done, fill: "solid" },
    { name: "in-progress", title: t("projects.progress.inProgress"), value: inProgress, fill: "dotted" },
    { name: "new", title: t("projects.progress.new"), value: fresh, fill: "empty" },
    { name: "withdrawn", title: t("projects.progress.withdrawn"), value: withdrawn, fill: "crossed" },
  ];
}

/** The answers that a project's items need, by where they stand. */
export function answerSegments(answers: AnswerProgress): Segment[] {
  const { accepted, acceptedWithoutReview, submitted, returned, open } = answers;
  return [
    { name: "accepted", title: t("projects.answerState.accepted"), value: accepted, fill: "solid" },
    {
      name: "accepted-without-review",
      title: t("projects.answerState.acceptedWithoutReview"),
      value: acceptedWithoutReview,
      fill: "hatched",
    },
    { name: "submitted", title: t("projects.answerState.submitted"), value: submitted, fill: "striped" },
    { name: "returned", title: t("projects.answerState.returned"), value: returned, fill: "dotted" },
    { name: "open", title: t("projects.answerState.open"), value: open, fill: "empty" },
  ];
}
