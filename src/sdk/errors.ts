import type { Problem } from "#contract/entities.ts";

/** The server answered and refused: what it said, and its HTTP status. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly problem: Problem;
  /** Seconds after which to try again, where the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem, retryAfter: number | null = null) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** No answer came: whether the server acted is unknown, so a retry must carry the same key. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";

  constructor(cause: unknown) {
    super("The server cannot be reached", { cause });
  }
}

/** Whether the same request may succeed later, unchanged: no answer came, or one that asks to try again. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof ApiError && error.passing);

/** Reads what a refusing response says; a body that is no problem document becomes one. */
export async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get("retry-after")) || null;
  const text = await response.text().catch(() => "");
  let problem: Problem = { code: `http_${response.status}`, message: response.statusText || "Not possible" };
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    if (typeof body.code === "string" && typeof body.message === "string") problem = body as Problem;
  } catch {
    // A proxy's page rather than the server's own words: the status alone has to do.
  }
  return new ApiError(response.status, problem, retryAfter);
}
