import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AnyEndpoint } from "#contract/endpoint.ts";
import { inTurn } from "../in-turn.ts";
import { AppError } from "./errors.ts";
import type { Caller } from "./policy.ts";

/** What wrong guesses are counted by: where they come from, or whose password is guessed. */
type Count = "passwordsFrom" | "passwordsAt" | "linksFrom";
type Limit = ReturnType<FastifyInstance["createRateLimit"]>;

/** Doors at which somebody could guess, and by what their wrong guesses are counted. */
const DOORS: Record<string, readonly Count[]> = {
  "POST /api/sign-in": ["passwordsFrom", "passwordsAt"],
  "POST /api/sign-in/link": ["linksFrom"],
  "POST /api/sign-in/link/inspect": ["linksFrom"],
  "PATCH /api/me": ["passwordsAt"],
  "PUT /api/me/password": ["passwordsAt"],
};
/** What a wrong guess is answered with. */
const WRONG = new Set(["wrong_credentials", "wrong_password", "link_spent"]);

/** So many are remembered that nobody makes a count be forgotten by guessing at other accounts in the meantime. */
const LIMIT = { max: 20, timeWindow: 15 * 60_000, cache: 50_000 };

/** A request that has been read, and who sends it. */
interface Asked {
  endpoint: AnyEndpoint;
  request: FastifyRequest;
  caller: Caller | null;
  body: unknown;
}

/**
 * Counts wrong guesses, by address and by account, and lets nobody guess on after too many. What succeeds is not
 * counted and takes nothing back. Guesses that count together take turns, so that many at once are not more than as
 * many one after the other.
 */
export function createGuard(app: FastifyInstance) {
  const accounts = new WeakMap<FastifyRequest, string>();
  const limits: Record<Count, Limit> = {
    passwordsFrom: app.createRateLimit(LIMIT),
    linksFrom: app.createRateLimit(LIMIT),
    passwordsAt: app.createRateLimit({ ...LIMIT, keyGenerator: (request) => accounts.get(request)! }),
  };

  return async function guard<T>(asked: Asked, handle: () => Promise<T>): Promise<T> {
    const { endpoint, request } = asked;
    const account = accountOf(asked);
    if (account !== null) accounts.set(request, account);
    const counts = (DOORS[`${endpoint.method} ${endpoint.path}`] ?? []).filter(
      (count) => count !== "passwordsAt" || account !== null,
    );
    const guess = counts.reduce(
      (inner, count) => () => guessInTurn(count, limits[count], asked, inner),
      handle,
    );
    return guess();
  };
}

/**
 * Waits for its turn among the guesses that count together, and counts this one where it is wrong.
 * @throws AppError too_many, without a guess, where there were
 */
async function guessInTurn<T>(
  count: Count,
  limit: Limit,
  { request }: Asked,
  guess: () => Promise<T>,
): Promise<T> {
  const { key } = await limit(request, { increment: false });
  return inTurn(`${count} ${key}`, async () => {
    const before = await limit(request, { increment: false });
    if (!before.isAllowed && before.remaining === 0)
      throw new AppError("too_many", { retryAfterSeconds: before.ttlInSeconds });
    try {
      return await guess();
    } catch (error) {
      if (error instanceof AppError && WRONG.has(error.code)) await limit(request);
      throw error;
    }
  });
}

/** Whose password is said: the caller's own, or that of the address to sign in with; null where none is. */
function accountOf({ caller, body }: Asked): string | null {
  const { email, password, current } = (body ?? {}) as Record<string, string | undefined>;
  if (password !== undefined) return email ?? null;
  return current === undefined ? null : (caller?.id ?? null);
}
