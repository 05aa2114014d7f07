import type { Json } from "#content/index.ts";
import type { Submitted } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { DraftSaver } from "./draft-saver.ts";
import type { Errand, Objection, Order } from "./errands.ts";
import { excerptOf, type Held, openHeld, type Verdict } from "./held.ts";
import { LeaseKeeper } from "./lease-keeper.ts";
import type { Letter } from "./outbox.ts";
import type { SessionOptions, SessionState, TabNews } from "./session-types.ts";
import { act, type Doing, finish, leave } from "./time-spans.ts";
import { WorkSource } from "./work-source.ts";

/**
 * One person's stream of work in one project: the piece on the screen, the next one already here, and what was just
 * sent. Nothing waits for the network that does not have to, and nothing that was written is given up.
 */
export class WorkSession {
  saver: DraftSaver | null = null;
  private state: SessionState = {
    phase: "loading",
    reason: null,
    error: null,
    current: null,
    ahead: null,
    lost: false,
    undo: null,
    done: 0,
  };
  private readonly options: SessionOptions;
  private readonly listeners = new Set<() => void>();
  private readonly source: WorkSource;
  private readonly lease: LeaseKeeper;
  private readonly stops: (() => void)[] = [];
  private claiming: Promise<void> | null = null;
  private stopped = false;

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
    this.stops.push(options.outbox.onSettled((letter, outcome) => this.settled(letter, outcome)));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): SessionState => this.state;

  /** Begins: with what a reload left behind, with a named piece of work, or with the next one. */
  async start(assignment?: string): Promise<void> {
    const kept = await this.options.kept.current();
    if (kept && (!assignment || kept.assignment.id === assignment)) {
      this.show(kept);
      await this.open(kept.assignment.id, kept);
    } else if (assignment) await this.open(assignment, null);
    else await this.claim();
    void this.source.salvage(this.state.current?.assignment.id ?? null);
  }

  /** A change to the answer. */
  answer(body: AnswerBody): void {
    this.update({ body });
    this.saver?.change(body);
  }
  /** A change to the answer to one question; undefined clears it. */
  answerTo(question: string, value: Json | undefined): void {
    const { [question]: _, ...rest } = this.state.current?.body ?? {};
    this.answer(value === undefined ? rest : { ...rest, [question]: value });
  }
  setConfidence(confidence: number | null): void {
    this.update({ confidence });
  }
  setVerdict(verdict: Verdict): void {
    this.update({ verdict });
  }

  /** A sign of life: keeps the lease and counts the time. */
  activity(doing: Doing): void {
    const { current } = this.state;
    if (!current) return;
    this.lease.active();
    // Without telling the listeners: the screen does not show spans, only the clock does, and that asks.
    current.spans = act(current.spans, doing, this.options.now() - current.openedAt);
  }
  away(): void {
    const { current } = this.state;
    if (!current) return;
    current.spans = leave(current.spans, this.options.now() - current.openedAt);
    void this.options.kept.keepWritten(current);
    void this.saver?.flush();
  }

  /** Sends the answer on the screen and shows the next one at once. */
  async submit(): Promise<void> {
    const held = this.state.current;
    if (!held) return;
    const { body, confidence } = held;
    await this.send(held, { kind: "submit", body: { body, confidence, spans: this.spansOf(held) } }, true);
  }

  /** Sends the decision on the answer in hand and shows the next one at once. */
  async review(): Promise<void> {
    const held = this.state.current;
    const { decision = null, reason, score } = held?.verdict ?? {};
    if (!held || !decision) return;
    const body = decision === "fix" ? held.body : null;
    const spans = this.spansOf(held);
    await this.send(
      held,
      { kind: "review", body: { decision, reason: reason!, score: score!, body, spans } },
      true,
    );
  }

  /** Gives the work up with a reason. */
  async skip(objection: Objection): Promise<void> {
    const held = this.state.current;
    if (held) await this.send(held, { kind: "skip", body: objection }, false);
  }

  /** Tells the lead that something is wrong, and keeps the work. */
  async flag(objection: Objection): Promise<void> {
    const held = this.state.current;
    if (held) await this.options.outbox.post({ ...this.aboutOf(held), kind: "flag", body: objection });
  }

  /** Keeps the work for days and goes on with something else. */
  async park(): Promise<void> {
    const held = this.state.current;
    if (!held) return;
    await this.saver?.flush();
    const params = { project: this.options.project, assignment: held.assignment.id };
    await this.options.api.work.renew({ params, body: { park: true } });
    if (!this.saver?.dirty) await this.options.kept.forget(held.assignment.id);
    await this.next();
  }

  /** Takes the last submit back, as long as nobody else has it; what is on the screen waits meanwhile. */
  async takeBack(): Promise<void> {
    const { undo, current, ahead } = this.state;
    if (!undo) return;
    this.set({ undo: null });
    if (await this.options.outbox.remove(undo.letter)) return this.bringBack(undo.held, current, ahead);
    await this.options.outbox.drain();
    const params = { project: this.options.project, assignment: undo.held.assignment.id };
    try {
      const assignment = await this.options.api.work.takeBack({ params });
      const { body, confidence, verdict, spans, openedAt } = undo.held;
      const rev = assignment.draft?.rev ?? 0;
      const kept = {
        body,
        base: assignment.draft?.body ?? body,
        rev,
        dirty: false,
        confidence,
        verdict,
        spans,
        openedAt,
      };
      await this.bringBack(
        { ...kept, assignment, form: undo.held.form },
        this.state.current,
        this.state.ahead,
      );
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing) throw error;
      this.options.notify("too-late");
    }
  }

  /** What another tab of this browser did. */
  heard(news: TabNews): void {
    const { current } = this.state;
    if (news.assignment !== current?.assignment.id) return;
    if (news.kind === "saved") this.saver?.heard(news.draft);
    else {
      this.options.notify("done-elsewhere");
      void this.next();
    }
  }

  /** Tries again what the network kept from happening. */
  async retry(): Promise<void> {
    void this.options.outbox.drain();
    if (this.state.current) await Promise.all([this.saver?.flush(), this.prepare()]);
    else await this.claim();
  }

  /** Leaves: what was only preloaded goes back to the others. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    for (const stop of this.stops) stop();
    this.lease.stop();
    const { ahead, current } = this.state;
    if (current) this.away();
    if (ahead && !ahead.assignment.returned && !ahead.dirty && ahead.rev === 0) await this.giveBack(ahead);
  }

  private async send(held: Held, order: Order, undoable: boolean): Promise<void> {
    const saver = this.saver;
    this.saver = null;
    const about = this.aboutOf(held);
    // The next piece is drawn before anything is stored or sent.
    const followed = this.next(held);
    await saver?.close();
    const letter = await this.options.outbox.post({ ...about, ...order } as Errand);
    const done = this.state.done + (undoable ? 1 : 0);
    this.set({ undo: undoable ? { held, letter: letter.id, sent: false } : null, done });
    this.options.tell({ kind: "gone", assignment: held.assignment.id });
    await followed;
    if (this.state.current) return;
    // It is in the outbox now: should this page close before there is other work, it is not opened again.
    await this.options.kept.setCurrent(null);
    await this.claim();
  }

  /** What was only preloaded and went to somebody else is no loss; what was begun goes on. */
  private lostLease(): void {
    const { current } = this.state;
    if (current && current.rev === 0 && !current.dirty && !current.assignment.returned) void this.next();
    else this.set({ lost: true });
  }

  private aboutOf({ assignment }: Held) {
    return { project: this.options.project, assignment: assignment.id, excerpt: excerptOf(assignment) };
  }

  private spansOf(held: Held) {
    return finish(held.spans, this.options.now() - held.openedAt);
  }

  /** Shows the preloaded piece, or looks for one. */
  private async next(sent?: Held): Promise<void> {
    const { ahead } = this.state;
    this.set({ current: null, ahead: null, lost: false });
    if (ahead) this.show({ ...ahead, openedAt: this.options.now() }, true);
    else this.set({ phase: "loading" });
    if (!ahead && !sent) await this.claim();
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
    const mine = () => (this.state.current?.assignment.id === assignment ? this.state.current : null);
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
          if ((leaseUntil === null) !== this.state.lost) this.set({ lost: leaseUntil === null });
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
      const current = this.state.current;
      if (current && current.assignment.id !== id) return;
      const written = current ?? (await this.options.kept.written(id));
      await this.saver?.close();
      this.show(openHeld(assignment, form, written, this.options.now()));
      this.set({ lost: !assignment.held });
      void this.prepare();
    } catch (error) {
      if (kept && (error instanceof ConnectionError || (error instanceof ApiError && error.passing))) return;
      if (kept && error instanceof ApiError && error.status === 404 && !kept.dirty) return this.next();
      this.set(kept ? { lost: true } : { phase: "failed", error });
    }
  }

  /** Asks for work. Waits for what was decided before, so that the server knows what is done. */
  private claim(): Promise<void> {
    this.claiming ??= this.claimNow().finally(() => {
      this.claiming = null;
      void this.prepare();
    });
    return this.claiming;
  }

  private async claimNow(): Promise<void> {
    if (this.state.phase !== "working") this.set({ phase: "loading", error: null });
    await this.options.outbox.drain();
    if (this.options.outbox.snapshot().waiting.length > 0) return this.set({ phase: "unreachable" });
    try {
      const { held, reason } = await this.source.claim([], false);
      if (this.stopped) return;
      if (!held) return this.set({ phase: "empty", reason, current: null });
      await this.options.kept.setCurrent(null);
      this.show(held);
    } catch (error) {
      this.set(error instanceof ConnectionError ? { phase: "unreachable" } : { phase: "failed", error });
    }
  }

  /** Fetches the next piece while this one is worked on. */
  async prepare(): Promise<void> {
    const { current, ahead, lost } = this.state;
    const fresh = ahead && new Date(ahead.assignment.leaseUntil).getTime() > this.options.now() + 5_000;
    if (!current || lost || fresh || this.claiming || this.stopped) return;
    if (this.options.outbox.snapshot().waiting.length > 0) return; // when that has settled
    this.claiming = (async () => {
      try {
        const { held } = await this.source.claim([current.assignment.id], true);
        if (this.stopped || !held) return;
        if (this.state.current) this.set({ ahead: held });
        else this.show(held);
      } catch {
        // Only a convenience: without it the next piece comes a moment later.
      }
    })().finally(() => {
      this.claiming = null;
    });
    await this.claiming;
    if (!this.state.current && this.state.phase === "loading") await this.claim();
  }

  private async bringBack(held: Held, current: Held | null, ahead: Held | null): Promise<void> {
    await this.saver?.close();
    if (current && ahead) await this.giveBack(ahead);
    this.set({ ahead: current ?? ahead, done: Math.max(0, this.state.done - 1) });
    this.show(held);
    void this.prepare();
  }

  private async giveBack(held: Held): Promise<void> {
    await this.options.outbox.post({ ...this.aboutOf(held), kind: "release" });
    await this.options.kept.forget(held.assignment.id);
  }

  private settled(letter: Letter<Errand>, outcome: { result: unknown } | { problem: unknown }): void {
    if (letter.errand.project !== this.options.project || letter.errand.kind === "flag") return;
    const { undo } = this.state;
    if (undo?.letter === letter.id) {
      const canTakeBack = "result" in outcome && (outcome.result as Submitted).canTakeBack;
      this.set({ undo: canTakeBack ? { ...undo, sent: true } : null });
    }
    if ("result" in outcome && (outcome.result as Partial<Submitted>).outcome === "handed-back")
      this.options.notify("handed-back");
    if (this.state.current) void this.prepare();
    else if (this.state.phase === "unreachable") void this.claim();
  }

  private update(patch: Partial<Held>): void {
    const { current } = this.state;
    if (!current) return;
    const next = { ...current, ...patch };
    this.set({ current: next });
    if (!("body" in patch)) void this.options.kept.keepWritten(next);
  }

  private set(patch: Partial<SessionState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.listeners) listener();
  }
}
