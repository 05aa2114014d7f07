import { isBroken, mend } from "#content/index.ts";
import { AppError } from "../errors.ts";

/** More levels than any request of ours has, and far fewer than would exhaust the stack. */
const DEEPEST = 100;

/**
 * Makes what was sent fit to be kept. Text that the database cannot hold (NUL, halves of characters, which a paste or
 * a cut emoji brings along) gets U+FFFD in their places, as in an import, so that nobody's work is refused for it.
 * @throws AppError malformed for values nested too deeply, and for names with such characters
 */
export function tidyInput(value: unknown, depth = 1): unknown {
  if (typeof value === "string") return isBroken(value) ? mend(value) : value;
  if (value === null || typeof value !== "object") return value;
  if (depth > DEEPEST)
    throw new AppError("malformed", { message: `Nested more than ${DEEPEST} levels deep.` });
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members)) {
    if (isBroken(key))
      throw new AppError("malformed", { message: "A name holds characters that text cannot." });
    const before = members[key];
    const after = tidyInput(before, depth + 1);
    if (after !== before) members[key] = after;
  }
  return value;
}
