import type { Change } from "../../db/change.ts";
import { redact } from "../../db/redact.ts";

/** Erases what a person wrote; the threads keep their shape. */
export function eraseComments(tx: Change, person: string): Promise<void> {
  return redact(tx, person, { table: "comment", column: "text" });
}
