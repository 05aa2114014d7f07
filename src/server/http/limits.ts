import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type pg from "pg";
import type { AnyEndpoint } from "#contract/endpoint.ts";
import { run, type Statement } from "../db/pool.ts";
import { AppError } from "../errors.ts";
import { inTurn } from "../in-turn.ts";
import type { Tick } from "../jobs/jobs.ts";
import type { Caller } from "./policy.ts";

/** What wrong guesses are counted by: where they come from, or whose password is guessed. */
type Count = "passwordsFrom" | "passwordsAt" | "linksFrom";

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

const MOST_WRONG = 20;
const WINDOW = "interval '15 minutes'";

const COUNTED: Statement = {
  name: "guesses-counted",
  text: `select ceil(extract(epoch from until - clock()))::int as seconds from wrong_guess
         where counted = $1 and until > clock() and wrong >= ${MOST_WRONG}`,
};
const COUNT: Statement = {
  name: "count-guess",
  text: `insert into wrong_guess as g (counted, wrong, until) values ($1, 1, clock() + ${WINDOW})
         on conflict (counted) do update set
           wrong = case when g.until > clock() then g.wrong + 1 else 1 end,
           until = case when g.until > clock() then g.until else excluded.until end`,
};

/** Forgets counts that are over. */
export const forgetGuesses: Tick = {
  name: "forget-guesses",
  everySeconds: 3600,
  async run({ database: { pool } }) {
    await pool.query("delete from wrong_guess where until < clock()");
  },
};

/** A request that has been read, and who sends it. */
interface Asked {
  endpoint: AnyEndpoint;
  request: FastifyRequest;
  caller: Caller | null;
  body: unknown;
}

/**
 * Counts wrong guesses, by address and by account, in the database, so that all servers count together; and lets nobody
 * guess on after too many. What succeeds is not counted and takes nothing back. Guesses that count together take turns,
 * so that many at once are not more than as many one after the other.
 * @throws AppError too_many, without a guess, where there were; whatever the act throws
 */
export function guard<T>(pool: pg.Pool, asked: Asked, act: () => Promise<T>): Promise<T> {
  const { endpoint, request } = asked;
  const account = accountOf(asked);
  const counts = DOORS[`${endpoint.method} ${endpoint.path}`] ?? [];
  const guess = counts.reduce((inner, count) => {
    const by = count === "passwordsAt" ? account : request.ip;
    return by === null ? inner : () => guessInTurn(pool, `${count} ${by}`, inner);
  }, act);
  return guess();
}

function guessInTurn<T>(pool: pg.Pool, counted: string, guess: () => Promise<T>): Promise<T> {
  const key = createHash("sha256").update(counted).digest();
  return inTurn(counted, async () => {
    const [over] = await run<{ seconds: number }>(pool, COUNTED, [key]);
    if (over) throw new AppError("too_many", { retryAfterSeconds: over.seconds });
    try {
      return await guess();
    } catch (error) {
      if (error instanceof AppError && WRONG.has(error.code)) await run(pool, COUNT, [key]);
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
