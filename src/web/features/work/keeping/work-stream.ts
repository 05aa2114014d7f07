import { ApiError, ConnectionError, isPassing } from "#sdk/index.ts";
import { Watched } from "../../../ui/watched.ts";
import { DraftSaver } from "./draft-saver.ts";
import { aboutOf, type Held, openHeld } from "./held.ts";
import { LeaseKeeper } from "./lease-keeper.ts";
import type { SessionOptions, SessionState } from "./session-types.ts";
import { WorkSource } from "./work-source.ts";

/** Seconds between two attempts to get work from a server that cannot give any just now. */
const LONGEST_PAUSE = 30;

/** Which piece of work is on the screen and which comes next: claimed, opened, shown, and given back. */
export class WorkStream {
  saver: DraftSaver | null = null;
  readonly lease: LeaseKeeper;
  private readonly watched = new Watched<SessionState>({
    phase: "loading",
    reason: null,
    error: null,
    current: null,
    ahead: null,
    lost: false,
    undo: null,
    done: 0,
  });
  readonly subscribe = this.watched.subscribe;
  readonly snapshot = this.watched.snapshot;
  private readonly options: SessionOptions;
  private readonly source: WorkSource;
  private claiming: Promise<void> | null = null;
  /** What was decided and is not in the outbox yet: until it is, the server would hand that work over again. */
  private leaving: Promise<unknown> | null = null;
  private stopped = false;
  private failures = 0;
  private cancelAgain: () => void = () => undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.source = new WorkSource(options);
    this.lease = new LeaseKeeper({
      now: options.now,
      later: options.later,
      renew: (assignment) =>
        options.api.work.renew({ params: { project: options.project, assignment }, body: { park: false } }),
      onLost: () => this.lostLease(),
    });
  }

  set(patch: Partial<SessionState>): void {
    this.watched.set(patch);
  }

  /** Changes the piece on the screen. */
  update(patch: Partial<Held>): void {
    const { current } = this.snapshot();
    if (!current) return;
    const next = { ...current, ...patch };
    this.set({ current: next });
    if (!("body" in patch)) void this.options.kept.keepWritten(next);
  }

  /** Begins: with what a reload left behind, with a named piece of work, or with the next one. */
  async start(assignment?: string): Promise<void> {
    const kept = await this.options.kept.current();
    if (kept && (!assignment || kept.assignment.id === assignment)) {
      this.show(kept);
      await this.open(kept.assignment.id, kept);
    } else if (assignment) await this.open(assignment, null);
    else await this.claim();
    void this.source.salvage(this.snapshot().current?.assignment.id ?? null);
  }

  /** Shows the preloaded piece, or looks for one. `posted` puts what was decided on this one into the outbox. */
  async next(posted?: Promise<unknown>): Promise<void> {
    if (posted) this.leave(posted);
    const { ahead } = this.snapshot();
    this.set({ current: null, ahead: null, lost: false });
    if (ahead) return this.show({ ...ahead, openedAt: this.options.now() }, true);
    this.set({ phase: "loading" });
    await this.claim();
  }

  private leave(posted: Promise<unknown>): void {
    const leaving = Promise.allSettled([this.leaving, posted]).then(async () => {
      if (this.leaving === leaving) this.leaving = null;
      // Should this page close before there is other work, what was decided is not opened again.
      if (!this.snapshot().current) await this.options.kept.setCurrent(null);
    });
    this.leaving = leaving;
  }

  /**
   * Asks for work. Waits for what was decided before, so that the server knows what is done.
   * @param quietly what the screen says stays until there is an answer
   */
  claim(quietly = false): Promise<void> {
    this.cancelAgain();
    this.claiming ??= this.claimNow(quietly).finally(() => {
      this.claiming = null;
      void this.prepare();
    });
    return this.claiming;
  }

  /** Fetches the next piece while this one is worked on. */
  async prepare(): Promise<void> {
    const { current, ahead, lost } = this.snapshot();
    const fresh = ahead && new Date(ahead.assignment.leaseUntil ?? 0).getTime() > this.options.now() + 5_000;
    if (!current || lost || fresh || this.claiming || this.stopped) return;
    if (this.leaving || this.options.outbox.snapshot().waiting.length > 0) return; // when that has settled
    this.claiming = (async () => {
      try {
        const { held } = await this.source.claim([current.assignment.id], true);
        if (this.stopped || !held) return;
        if (this.snapshot().current) this.set({ ahead: held });
        else this.show(held);
      } catch {
        // Only a convenience: without it the next piece comes a moment later.
      }
    })().finally(() => {
      this.claiming = null;
    });
    await this.claiming;
    if (!this.snapshot().current && this.snapshot().phase === "loading") await this.claim();
  }

  /** Shows a piece that was sent once more; what is on the screen waits meanwhile. */
  async bringBack(held: Held): Promise<void> {
    await this.saver?.close();
    const { current, ahead } = this.snapshot();
    if (current && ahead) await this.giveBack(ahead);
    this.set({ ahead: current ?? ahead, done: Math.max(0, this.snapshot().done - 1) });
    this.show(held);
    void this.prepare();
  }

  /** Leaves: what was only preloaded goes back to the others. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelAgain();
    this.lease.stop();
    const { ahead } = this.snapshot();
    if (ahead && !ahead.assignment.returned && !ahead.dirty && ahead.rev === 0) await this.giveBack(ahead);
  }

  private show(held: Held, preloaded = false): void {
    this.saver = this.saverFor(held);
    this.lease.hold(held.assignment.id, held.assignment.leaseUntil, preloaded);
    this.set({ phase: "working", current: held, lost: false, error: null, reason: null });
    void this.options.kept.keepOpened(held);
    void this.options.kept.keepWritten(held);
    void this.options.kept.setCurrent(held.assignment.id);
  }

  private saverFor(held: Held): DraftSaver {
    const { api, project, kept, later, tell } = this.options;
    const assignment = held.assignment.id;
    const savedAt = held.assignment.draft?.savedAt ?? null;
    const mine = () => {
      const { current } = this.snapshot();
      return current?.assignment.id === assignment ? current : null;
    };
    return new DraftSaver(
      { ...held, savedAt },
      {
        later,
        save: (body, rev) => api.work.saveDraft({ params: { project, assignment }, body: { body, rev } }),
        keep: (draft) => {
          const current = mine();
          if (current) void kept.keepWritten(Object.assign(current, draft));
        },
        onMerged: (body) => mine() && this.update({ body }),
        onSaved: ({ leaseUntil, ...draft }) => {
          tell({ kind: "saved", assignment, draft });
          if (!mine()) return;
          this.lease.heard(leaseUntil);
          if ((leaseUntil === null) !== this.snapshot().lost) this.set({ lost: leaseUntil === null });
        },
      },
    );
  }

  /** Opens a named piece of work, or looks again at one that a reload brought back. */
  private async open(id: string, kept: Held | null): Promise<void> {
    try {
      const assignment = await this.options.api.work.get({
        params: { project: this.options.project, assignment: id },
      });
      const form = kept?.form ?? (await this.source.form(assignment.formVersionId));
      const { current } = this.snapshot();
      if (current && current.assignment.id !== id) return;
      const written = current ?? (await this.options.kept.written(id));
      await this.saver?.close();
      this.show(openHeld(assignment, form, written, this.options.now()));
      this.set({ lost: !assignment.held });
      void this.prepare();
    } catch (error) {
      if (kept && isPassing(error)) return;
      if (kept && error instanceof ApiError && error.status === 404 && !kept.dirty) return this.next();
      this.set(kept ? { lost: true } : { phase: "failed", error });
    }
  }

  private async claimNow(quietly: boolean): Promise<void> {
    if (this.snapshot().phase !== "working" && !quietly) this.set({ phase: "loading", error: null });
    await this.leaving;
    await this.options.outbox.drain();
    if (this.options.outbox.snapshot().waiting.length > 0) return this.set({ phase: "unreachable" });
    try {
      const { held, reason } = await this.source.claim([], false);
      this.failures = 0;
      if (this.stopped) return;
      if (!held) return this.set({ phase: "empty", reason, current: null });
      await this.options.kept.setCurrent(null);
      this.show(held);
    } catch (error) {
      this.set(error instanceof ConnectionError ? { phase: "unreachable" } : { phase: "failed", error });
      this.claimAgain(error);
    }
  }

  /** What passes needs nobody to press a button: asks again after a pause that grows, or that the server asked for. */
  private claimAgain(error: unknown): void {
    if (!isPassing(error) || this.stopped) return;
    const asked = error instanceof ApiError ? (error.retryAfter ?? 0) : 0;
    const seconds = Math.max(asked, Math.min(LONGEST_PAUSE, 2 ** ++this.failures));
    this.cancelAgain = this.options.later(() => void this.claim(true), seconds * 1_000);
  }

  /** What was only preloaded and went to somebody else is no loss; what was begun goes on. */
  private lostLease(): void {
    const { current } = this.snapshot();
    if (current && current.rev === 0 && !current.dirty && !current.assignment.returned) void this.next();
    else this.set({ lost: true });
  }

  private async giveBack({ assignment }: Held): Promise<void> {
    await this.options.outbox.post({ ...aboutOf(assignment, this.options.project), kind: "release" });
    await this.options.kept.forget(assignment.id);
  }
}
