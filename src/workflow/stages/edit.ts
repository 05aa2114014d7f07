import type { StageKind } from "../stage-kind.ts";

/** An editor improves an answer, or leaves it as it is. The edit is a version of its own, so its author sees the difference. */
export const edit: StageKind = {
  subject: "answer",
  makes: "version",
  needs: ["role:reviewer"],
  outcomes: { edit: "forward", keep: "forward" },
  outcomeOf: (isChanged) => (isChanged ? "edit" : "keep"),
};
