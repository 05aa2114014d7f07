import type { Problem } from "#contract/entities.ts";

/** Every refusal: its status and what the caller is told. Private detail goes to the log, never here. */
const PROBLEMS = {
  invalid: [422, "Some of what was sent is not valid."],
  malformed: [400, "The request could not be read."],
  unauthenticated: [401, "Sign in first."],
  wrong_credentials: [401, "The address or the password is wrong."],
  wrong_password: [422, "That is not your present password."],
  link_spent: [410, "This link was used already or has expired. Ask for a new one."],
  forbidden: [403, "Your role does not allow this."],
  agreement_needed: [403, "Sign the project's agreement first. Until then nothing of it can be read."],
  foreign_origin: [403, "The request did not come from this site."],
  not_found: [404, "There is nothing here, or it is not yours to see."],
  too_slow: [408, "The request did not arrive in time. Send it again."],
  too_many: [429, "Too many tries. Wait a few minutes."],
  busy: [503, "The server is busy with other people's reports and exports. Try again in a moment."],
  busy_with_yours: [429, "Your other reports and exports are still running. Try again when one is done."],
  key_reused: [422, "This idempotency key was used for another request."],
  conflict: [409, "Someone changed this in the meantime."],
  draft_conflict: [409, "A newer draft was saved elsewhere."],
  address_taken: [409, "This address is already in use."],
  not_held: [409, "You do not hold this piece of work any more."],
  already_decided: [409, "This has already been decided."],
  too_late: [409, "Someone else has already picked this up, so it can't be taken back."],
  incomplete: [422, "The answer is not complete."],
  unknown_rule: [422, "The guide of this review has no such rule. Reload the guide and cite the rule again."],
  reason_needed: [422, "A reason is needed."],
  no_form: [409, "The project has no published form yet."],
  not_assignable: [409, "Nothing on this item is open that this person may do."],
  not_open: [409, "The project is not open for work."],
  worked_on: [409, "People have already worked on it."],
  last_owner: [409, "The organization needs an owner."],
  not_ready: [409, "This is not ready yet."],
  empty_release: [
    422,
    "Nothing would go in: no item fits these states, attributes and form versions. Choose others.",
  ],
  unreadable_file: [422, "The file could not be read."],
  too_large: [413, "That is too large."],
  storage_full: [507, "The disk is full. Nothing was lost; free some space and try again."],
  unavailable: [503, "The database does not answer. Try again in a moment."],
  internal: [500, "Something went wrong on the server. Nothing was saved."],
} as const satisfies Record<string, [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal with a code, a status and a public text. `private` is logged and never sent. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly problem: Problem;
  readonly private: unknown;
  /** When it makes sense to try again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    more: {
      message?: string;
      fields?: Record<string, string>;
      detail?: Record<string, unknown>;
      private?: unknown;
      retryAfterSeconds?: number;
    } = {},
  ) {
    const [status, text] = PROBLEMS[code];
    super(more.message ?? text);
    this.code = code;
    this.status = status;
    this.private = more.private;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.problem = {
      code,
      message: more.message ?? text,
      ...(more.fields && { fields: more.fields }),
      ...(more.detail && { detail: more.detail }),
    };
  }
}

/** PostgreSQL's codes for a connection that is lost, shut down or one too many, and the system's. */
const UNAVAILABLE = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE)$/;
/** What the driver says without a code. */
const UNAVAILABLE_TEXT = /Connection terminated|timeout exceeded when trying to connect/;

/**
 * Any thrown value as a refusal: known database and disk failures get their own, all else is internal.
 * @param limit how many bytes the endpoint takes
 */
export function toAppError(error: unknown, limit?: number): AppError {
  if (error instanceof AppError) return error;
  const {
    code = "",
    syscall,
    statusCode,
    message = "",
  } = error as { code?: string; syscall?: string; statusCode?: number; message?: string };
  if (code === "53100" || code === "ENOSPC" || /No space left on device/.test(message)) {
    return new AppError("storage_full", { private: error });
  }
  const noSocket = code === "ENOENT" && syscall === "connect"; // else it is a file that is not there
  if (noSocket || UNAVAILABLE.test(code) || UNAVAILABLE_TEXT.test(message)) {
    return new AppError("unavailable", { private: error });
  }
  if (statusCode === 413) return tooLarge(`at most ${Math.round((limit ?? 0) / 1024)} KB`);
  if (statusCode !== undefined && statusCode < 500) return new AppError("malformed", { message });
  return new AppError("internal", { private: error });
}

/** A body beyond what its endpoint takes, e.g. "at most 16 KB". */
export function tooLarge(most: string): AppError {
  const message = `That is too large: this request takes ${most}. Send less at a time, in several requests.`;
  return new AppError("too_large", { message });
}
