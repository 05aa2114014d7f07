import type { FastifyReply } from "fastify";
import type { AnyEndpoint, Lane } from "#contract/endpoint.ts";
import { AppError } from "../errors.ts";
import type { Caller } from "./policy.ts";

/** How many run at once and how many wait: of all people, and of one. */
interface Bounds {
  running: { all: number; one: number };
  waiting: { all: number; one: number };
}
export const BOUNDS: Record<Lane, Bounds> = {
  lists: { running: { all: 4, one: 3 }, waiting: { all: 60, one: 12 } },
  files: { running: { all: 4, one: 1 }, waiting: { all: 20, one: 3 } },
};
/** Who waits longer is asked to come back: proxies and browsers give up soon after. */
const LONGEST_WAIT_MS = 20_000;
const RETRY_AFTER_SECONDS = 5;

interface Waiting {
  person: string;
  start(): void;
}

/** A line of heavy reads: whoever has come first goes first, of those whose own reads leave room for it. */
export class ReadLane {
  readonly #bounds: Bounds;
  readonly #running: string[] = [];
  readonly #waiting: Waiting[] = [];

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /**
   * Waits for its turn.
   * @param gone aborted when nobody waits for the answer any more
   * @returns what ends the read
   * @throws AppError busy_with_yours, busy
   */
  async enter(person: string, gone: AbortSignal): Promise<() => void> {
    if (!this.#hasRoom(person)) await this.#wait(person, gone);
    else this.#running.push(person);
    return () => {
      this.#running.splice(this.#running.indexOf(person), 1);
      this.#startNext();
    };
  }

  #wait(person: string, gone: AbortSignal): Promise<void> {
    const { waiting } = this.#bounds;
    const own = this.#waiting.filter((each) => each.person === person).length;
    if (own >= waiting.one) throw busy("busy_with_yours");
    if (this.#waiting.length >= waiting.all) throw busy("busy");
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(mine), 1);
        end();
        reject(busy(this.#running.includes(person) ? "busy_with_yours" : "busy"));
      };
      const end = () => {
        clearTimeout(timer);
        gone.removeEventListener("abort", giveUp);
      };
      const start = () => {
        end();
        resolve();
      };
      const mine = { person, start };
      const timer = setTimeout(giveUp, LONGEST_WAIT_MS);
      gone.addEventListener("abort", giveUp);
      this.#waiting.push(mine);
    });
  }

  #hasRoom(person: string): boolean {
    const { running } = this.#bounds;
    const own = this.#running.filter((each) => each === person).length;
    return this.#running.length < running.all && own < running.one;
  }

  #startNext(): void {
    const at = this.#waiting.findIndex(({ person }) => this.#hasRoom(person));
    if (at < 0) return;
    const [next] = this.#waiting.splice(at, 1);
    this.#running.push(next!.person);
    next!.start();
  }
}

const busy = (code: "busy" | "busy_with_yours") =>
  new AppError(code, { retryAfterSeconds: RETRY_AFTER_SECONDS });

const LANES: Record<Lane, ReadLane> = {
  lists: new ReadLane(BOUNDS.lists),
  files: new ReadLane(BOUNDS.files),
};

/**
 * Runs a heavy read in the line of its lane, to the last byte of its answer; others at once.
 * @throws AppError busy_with_yours, busy; whatever the read throws
 */
export async function inLane<T>(
  { endpoint, caller }: { endpoint: AnyEndpoint; caller: Caller | null },
  reply: FastifyReply,
  read: () => Promise<T>,
): Promise<T> {
  if (endpoint.lane === null || caller === null) return read();
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const leave = await LANES[endpoint.lane].enter(caller.id, gone.signal);
  try {
    const answer = await read();
    if (gone.signal.aborted) leave();
    else gone.signal.addEventListener("abort", leave);
    return answer;
  } catch (error) {
    leave();
    throw error;
  }
}
