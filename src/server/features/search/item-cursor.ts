import { AppError } from "../../errors.ts";

export type Sort = "position" | "-position" | "changed" | "-changed";

/** Where a page ended. `at`: when the item last changed, null for one that never did, absent when sorted by position. */
export interface Cursor {
  position: number;
  at?: string | null;
}

export function writeCursor({ position, at }: Cursor): string {
  return Buffer.from(JSON.stringify(at === undefined ? [position] : [position, at])).toString("base64url");
}

/**
 * The cursor of a page, null for the first.
 * @throws AppError malformed for anything that `writeCursor` did not write for this order
 */
export function readCursor(after: string | undefined, sort: Sort): Cursor | null {
  if (after === undefined) return null;
  const byChange = sort === "changed" || sort === "-changed";
  try {
    const [position, at] = JSON.parse(Buffer.from(after, "base64url").toString()) as unknown[];
    if (!Number.isSafeInteger(position)) throw new TypeError();
    if (!byChange && at === undefined) return { position: position as number };
    if (byChange && (at === null || (typeof at === "string" && isTime(at)))) {
      return { position: position as number, at };
    }
    throw new TypeError();
  } catch {
    throw new AppError("malformed", { message: "This is no place in the list." });
  }
}

const TIME = /^([12]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;

/** A time as the database writes it, and one that there is. */
function isTime(text: string): boolean {
  const [, day, clock] = TIME.exec(text) ?? [];
  const read = new Date(`${day}T${clock}Z`); // of the 31st of June JavaScript makes the 1st of July
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(`${day}T${clock}`);
}
