import { toAppError } from "../errors.ts";
import { GiveUp } from "./jobs.ts";

/** Why a job was given up, in a sentence or two for people. */
export function giveReason(error: unknown): string {
  if (error instanceof GiveUp) return error.message;
  return toAppError(error).code === "storage_full"
    ? "The disk is full."
    : "Something went wrong on the server.";
}
