import type { Draft } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { ApiError } from "#sdk/index.ts";
import { Watched } from "../../../ui/watched.ts";
import { type Clash, mergeDrafts, same } from "./merge-drafts.ts";

/**
 * saved: the server has it. saving: on its way or about to go. unreachable: kept here until the server answers.
 * conflict: another tab wrote something else; the person decides. refused: the server does not take it.
 */
type SaveState = "saved" | "saving" | "unreachable" | "conflict" | "refused";

export interface SaverView {
  state: SaveState;
  savedAt: string | null;
  clashes: readonly Clash[];
  theirs: Draft | null;
}

/** What is on the screen, and the server's draft that it grew from. */
export interface DraftStart {
  body: AnswerBody;
  base: AnswerBody;
  rev: number;
  /** Sent, and not answered: any of them may have become the server's. */
  sent?: readonly AnswerBody[];
}
export type KeptDraft = Required<DraftStart> & { dirty: boolean };

export interface SaverOptions {
  /** Saves on the server, on top of version `rev`. */
  save: (body: AnswerBody, rev: number) => Promise<Draft & { leaseUntil: string | null }>;
  /** Keeps unacknowledged text in the browser. */
  keep: (kept: KeptDraft) => void;
  /** Another tab's changes were joined in: the screen must show them. */
  onMerged: (body: AnswerBody) => void;
  onSaved: (draft: Draft & { leaseUntil: string | null }) => void;
  later: (run: () => void, ms: number) => () => void;
}

/** So much silence sends what was typed … */
const QUIET = 600;
/** … and nobody types for longer than this without it being sent, so that two seconds hold with the way there. */
const LONGEST = 1_500;
const MOST_SENT = 8;
const RETRY = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** Sends the draft of one piece of work to the server, one save at a time, and joins what other tabs saved. */
export class DraftSaver {
  private readonly options: SaverOptions;
  private readonly watched: Watched<SaverView>;
  readonly subscribe: Watched<SaverView>["subscribe"];
  readonly snapshot: Watched<SaverView>["snapshot"];
  private body: AnswerBody;
  /** What the server holds, as far as is known. */
  private base: AnswerBody;
  private rev: number;
  private sent: readonly AnswerBody[];
  private cancelQuiet: (() => void) | null = null;
  private cancelLongest: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  private saving: Promise<void> | null = null;
  private failures = 0;
  private closed = false;

  constructor(start: DraftStart & { savedAt: string | null }, options: SaverOptions) {
    this.options = options;
    this.body = start.body;
    this.base = start.base;
    this.rev = start.rev;
    // A page that goes sends its last words, and is gone before it could note that.
    this.sent = [...(start.sent ?? []), start.body];
    this.watched = new Watched({ state: "saved", savedAt: start.savedAt, clashes: [], theirs: null });
    this.subscribe = this.watched.subscribe;
    this.snapshot = this.watched.snapshot;
    if (this.dirty) this.schedule();
  }

  get dirty(): boolean {
    return !same(this.body, this.base);
  }

  /** Takes a change: kept in the browser at once, on the server within two seconds. */
  change(body: AnswerBody): void {
    this.body = body;
    this.keep();
    if (this.snapshot().state !== "conflict") this.schedule();
  }

  /** Sends what is unsaved now. Resolves when the server has it, or could not be reached. */
  async flush(): Promise<void> {
    this.cancelTimers();
    if (this.saving) await this.saving;
    if (!this.dirty || this.snapshot().state === "conflict" || this.closed) return;
    this.saving = this.save().finally(() => {
      this.saving = null;
    });
    await this.saving;
  }

  /** The person's decision on clashes: the whole draft as it shall be. */
  async resolve(body: AnswerBody): Promise<void> {
    this.body = body;
    this.watched.set({ state: "saving", clashes: [], theirs: null });
    this.options.onMerged(body);
    await this.flush();
  }

  /** Another tab of this browser has saved. */
  heard(draft: Draft): void {
    if (this.closed || draft.rev <= this.rev || this.saving) return;
    this.join(draft);
  }

  /** No more saves: the work is submitted or given up. Waits for one that is on its way. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelTimers();
    await this.saving;
  }

  private schedule(): void {
    this.watched.set({ state: this.snapshot().state === "unreachable" ? "unreachable" : "saving" });
    this.cancelQuiet?.();
    this.cancelQuiet = this.options.later(() => void this.flush(), QUIET);
    this.cancelLongest ??= this.options.later(() => void this.flush(), LONGEST);
  }

  private async save(): Promise<void> {
    const sent = this.body;
    // The first one and the newest: a connection breaks in the middle of one, and what follows never leaves.
    const earlier = this.sent.filter((one) => !same(one, sent));
    this.sent = [...earlier.slice(0, 1), ...earlier.slice(1).slice(2 - MOST_SENT), sent];
    this.keep();
    try {
      const saved = await this.options.save(sent, this.rev);
      this.failures = 0;
      this.rev = saved.rev;
      this.base = sent;
      this.sent = [];
      this.keep();
      this.watched.set({ state: this.dirty ? "saving" : "saved", savedAt: saved.savedAt });
      this.options.onSaved(saved);
      if (this.dirty && !this.closed) this.schedule();
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    if (error instanceof ApiError && error.code === "draft_conflict") {
      const stored = (error.problem.detail?.stored ?? null) as Draft | null;
      this.join(stored ?? { rev: 0, body: {}, savedAt: "" });
      return;
    }
    if (error instanceof ApiError && !error.passing && error.status !== 401) {
      this.watched.set({ state: "refused" });
      return;
    }
    this.watched.set({ state: "unreachable" });
    const wait = RETRY[Math.min(this.failures++, RETRY.length - 1)]!;
    if (!this.closed) this.cancelRetry = this.options.later(() => void this.flush(), wait);
  }

  private join(stored: Draft): void {
    // What this browser sent itself is no other tab's change, also when the answer to it was lost.
    const own = this.sent.some((one) => same(one, stored.body));
    const { body, clashes } = mergeDrafts(own ? stored.body : this.base, this.body, stored.body);
    this.base = stored.body;
    this.rev = stored.rev;
    this.sent = [];
    const changed = !same(body, this.body);
    this.body = body;
    this.keep();
    if (changed) this.options.onMerged(body);
    if (clashes.length > 0) {
      this.watched.set({ state: "conflict", clashes, theirs: stored });
      return;
    }
    this.watched.set({
      state: this.dirty ? "saving" : "saved",
      savedAt: stored.savedAt || this.snapshot().savedAt,
    });
    if (this.dirty) this.schedule();
  }

  private keep(): void {
    const { body, base, rev, sent, dirty } = this;
    this.options.keep({ body, base, rev, sent, dirty });
  }

  private cancelTimers(): void {
    this.cancelQuiet?.();
    this.cancelLongest?.();
    this.cancelRetry?.();
    this.cancelQuiet = this.cancelLongest = this.cancelRetry = null;
  }
}
