import type { StageKind } from "../stage-kind.ts";
import { answer } from "./answer.ts";
import { edit } from "./edit.ts";
import { review } from "./review.ts";

/** Every kind of stage, listed once. */
export const stageKinds = { answer, review, edit } satisfies Record<string, StageKind>;

export type StageKindName = keyof typeof stageKinds;
export const stageKindNames = Object.keys(stageKinds) as [StageKindName, ...StageKindName[]];

/** A kind by its name, with every property that a kind may have. */
export const stageKind = (name: StageKindName): StageKind => stageKinds[name];
