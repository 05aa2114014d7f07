import type { StageKind } from "../stage-kind.ts";

/** Each of the stage's people answers the item. */
export const answer: StageKind = {
  subject: "item",
  makes: "version",
  needs: ["role:trainer"],
  outcomes: { submit: "forward" },
  outcomeOf: () => "submit",
};
