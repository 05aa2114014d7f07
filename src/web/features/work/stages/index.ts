import type { ComponentType } from "react";
import type { Assignment } from "#contract/work.ts";
import { AnswerWork } from "./answer-work.tsx";
import { EditWork } from "./edit-work.tsx";
import { ReviewWork } from "./review-work.tsx";
import type { StageProps } from "./stage-props.ts";

/** The view of every kind of work: a kind without one does not compile. */
export const stageViews: { [K in Assignment["work"]]: ComponentType<StageProps> } = {
  answer: AnswerWork,
  review: ReviewWork,
  edit: EditWork,
};
