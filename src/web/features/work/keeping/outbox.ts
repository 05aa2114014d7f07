import type { Problem } from "#contract/entities.ts";
import { ApiError } from "#sdk/index.ts";
import { Watched } from "../../../ui/watched.ts";
import type { LocalStore } from "./local-store.ts";

/** Something decided here that the server must hear of. `id` is the idempotency key of every try. */
export interface Letter<Errand> {
  id: string;
  errand: Errand;
  /** Milliseconds since 1970, by this browser. */
  at: number;
  tries: number;
  /** Why the server said no; such a letter waits for the person. */
  refused: Problem | null;
}

export interface OutboxState<Errand> {
  waiting: readonly Letter<Errand>[];
  refused: readonly Letter<Errand>[];
  /** Whether the last try reached the server. */
  reachable: boolean;
  /** The server wants to know again who is there. */
  signedOut: boolean;
}

export type Settled<Errand> = (
  letter: Letter<Errand>,
  outcome: { result: unknown } | { problem: Problem },
) => void;

export interface OutboxOptions<Errand> {
  store: LocalStore;
  /** Whose letters: nobody sends another person's. */
  person: string;
  send: (letter: Letter<Errand>) => Promise<unknown>;
  now: () => number;
  /** Calls back later; returns what cancels it. */
  later: (run: () => void, ms: number) => () => void;
  /** Runs one at a time over all tabs of the browser. */
  exclusive?: (work: () => Promise<void>) => Promise<void>;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Sends what was decided, in the order in which it was, however often that takes. A letter is stored before it is
 * sent and goes only when the server has answered, so that neither a lost reply, nor a reload, nor a day without a
 * connection loses or doubles one.
 */
export class Outbox<Errand> {
  private readonly watched = new Watched<OutboxState<Errand>>({
    waiting: [],
    refused: [],
    reachable: true,
    signedOut: false,
  });
  readonly subscribe = this.watched.subscribe;
  readonly snapshot = this.watched.snapshot;
  private readonly settledListeners = new Set<Settled<Errand>>();
  private readonly options: OutboxOptions<Errand>;
  private readonly prefix: string;
  private draining: Promise<void> | null = null;
  private onItsWay: string | null = null;
  private failures = 0;
  private last = 0;
  private cancelRetry: (() => void) | null = null;

  constructor(options: OutboxOptions<Errand>) {
    this.options = options;
    this.prefix = `outbox/${options.person}/`;
  }

  /** Hears what became of each letter. */
  onSettled(listener: Settled<Errand>): () => void {
    this.settledListeners.add(listener);
    return () => this.settledListeners.delete(listener);
  }

  /** Stores a letter and starts sending. Resolves when it is stored, not when it is sent. */
  async post(errand: Errand): Promise<Letter<Errand>> {
    // Keys are ordered like the letters, also for two in one millisecond.
    this.last = Math.max(this.options.now(), this.last + 1);
    const letter: Letter<Errand> = {
      id: crypto.randomUUID(),
      errand,
      at: this.last,
      tries: 0,
      refused: null,
    };
    await this.options.store.set(this.keyOf(letter), letter);
    await this.look();
    void this.drain();
    return letter;
  }

  /** Takes a letter back that is not on its way. Returns whether that was possible. */
  async remove(id: string): Promise<boolean> {
    const { waiting, refused } = this.snapshot();
    const letter = [...waiting, ...refused].find((one) => one.id === id);
    if (!letter || this.onItsWay === id || (letter.tries > 0 && !letter.refused)) return false;
    await this.options.store.delete(this.keyOf(letter));
    await this.look();
    return true;
  }

  /** Sends what waits. Called at the start, when the connection returns and after signing in. */
  drain(): Promise<void> {
    this.cancelRetry?.();
    this.cancelRetry = null;
    const exclusive = this.options.exclusive ?? ((work) => work());
    this.draining ??= exclusive(() => this.sendAll()).finally(() => {
      this.draining = null;
      // Something may have been posted between the last look and here.
      const { waiting, reachable, signedOut } = this.snapshot();
      if (waiting.length > 0 && reachable && !signedOut) void this.drain();
    });
    return this.draining;
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      await this.look();
      const letter = this.snapshot().waiting[0];
      if (!letter) return;
      const key = this.keyOf(letter);
      const tried = { ...letter, tries: letter.tries + 1 };
      await this.options.store.set(key, tried);
      this.onItsWay = letter.id;
      try {
        const result = await this.options.send(tried);
        await this.options.store.delete(key);
        this.failures = 0;
        this.watched.set({ reachable: true, signedOut: false });
        await this.look();
        for (const listener of this.settledListeners) listener(letter, { result });
      } catch (error) {
        if (!(await this.failed(tried, error))) return;
      } finally {
        this.onItsWay = null;
      }
    }
  }

  /** Returns whether to go on with the next letter. */
  private async failed(letter: Letter<Errand>, error: unknown): Promise<boolean> {
    if (error instanceof ApiError && error.status === 401) {
      this.watched.set({ reachable: true, signedOut: true });
      return false;
    }
    if (error instanceof ApiError && !error.passing) {
      await this.options.store.set(this.keyOf(letter), { ...letter, refused: error.problem });
      this.watched.set({ reachable: true });
      await this.look();
      for (const listener of this.settledListeners) listener(letter, { problem: error.problem });
      return true;
    }
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures++);
    const asked = error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : 0;
    this.watched.set({ reachable: false });
    this.cancelRetry = this.options.later(() => void this.drain(), Math.max(wait, asked));
    return false;
  }

  /** Reads what is stored: other tabs of the same person write there too. */
  private async look(): Promise<void> {
    const stored = await this.options.store.entries<Letter<Errand>>(this.prefix);
    const letters = stored.map(([, letter]) => letter);
    this.watched.set({
      waiting: letters.filter((letter) => !letter.refused),
      refused: letters.filter((letter) => letter.refused),
    });
  }

  private keyOf(letter: Pick<Letter<Errand>, "at" | "id">): string {
    return `${this.prefix}${String(letter.at).padStart(15, "0")}-${letter.id}`;
  }
}
