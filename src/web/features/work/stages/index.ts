import { type ComponentType, createElement, type ReactNode } from "react";
import type { Assignment } from "#contract/work.ts";
import { ConnectionError } from "#sdk/index.ts";
import { type Failure, late } from "../../../ui/late.tsx";
import { ErrorState, Loading } from "../../../ui/states.tsx";
import { AnswerWork } from "./answer-work.tsx";
import type { StageProps } from "./stage-props.ts";

const instead = (_props: object, failed: Failure | null): ReactNode =>
  failed
    ? createElement(ErrorState, { error: new ConnectionError(failed.cause) })
    : createElement(Loading, { lines: 8 });

/**
 * The view of every kind of work: a kind without one does not compile. Answering comes with the page; who does
 * something else waits for its code once.
 */
const stageViews: { [K in Assignment["work"]]: ComponentType<StageProps> } = {
  answer: AnswerWork,
  review: late(async () => (await import("./review-work.tsx")).ReviewWork, instead),
  edit: late(async () => (await import("./edit-work.tsx")).EditWork, instead),
};
const topUpView = late(async () => (await import("../top-up/top-up-work.tsx")).TopUpWork, instead);

/** The view of a piece of work; to begin with, that of an answer. */
export const viewOf = (assignment?: Assignment): ComponentType<StageProps> =>
  assignment?.topUp ? topUpView : stageViews[assignment?.work ?? "answer"];
