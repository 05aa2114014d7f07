import type { StageKind } from "../stage-kind.ts";

/** One person judges an answer: accepts it, fixes and accepts it, returns it to its author, or rejects it. */
export const review: StageKind = {
  subject: "answer",
  makes: "verdict",
  needs: ["role:reviewer"],
  outcomes: { accept: "forward", fix: "forward", return: "return", reject: "discard" },
};
