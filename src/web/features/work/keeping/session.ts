import type { Json } from "#content/index.ts";
import type { Submitted } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { ApiError } from "#sdk/index.ts";
import type { DraftSaver } from "./draft-saver.ts";
import type { Errand, Objection, Order } from "./errands.ts";
import { aboutOf, type Held, type Verdict } from "./held.ts";
import type { Letter } from "./outbox.ts";
import type { SessionOptions, SessionState, TabNews } from "./session-types.ts";
import { act, type Doing, finish, leave } from "./time-spans.ts";
import { WorkStream } from "./work-stream.ts";

/**
 * What one person does with their stream of work in one project: writing, deciding, sending, taking back. Nothing
 * waits for the network that does not have to, and nothing that was written is given up.
 */
export class WorkSession {
  private readonly options: SessionOptions;
  private readonly stream: WorkStream;
  private readonly unfollow: () => void;
  private stopped = false;

  constructor(options: SessionOptions) {
    this.options = options;
    this.stream = new WorkStream(options);
    this.unfollow = options.outbox.onSettled((letter, outcome) => this.settled(letter, outcome));
  }

  readonly subscribe = (listener: () => void): (() => void) => this.stream.subscribe(listener);
  readonly snapshot = (): SessionState => this.stream.snapshot();

  /** Keeps what is written to the work on the screen. */
  get saver(): DraftSaver | null {
    return this.stream.saver;
  }

  start(assignment?: string): Promise<void> {
    return this.stream.start(assignment);
  }
  prepare(): Promise<void> {
    return this.stream.prepare();
  }

  /** A change to the answer. */
  answer(body: AnswerBody): void {
    this.stream.update({ body });
    this.saver?.change(body);
  }
  /** A change to the answer to one question; undefined clears it. */
  answerTo(question: string, value: Json | undefined): void {
    const { [question]: _, ...rest } = this.snapshot().current?.body ?? {};
    this.answer(value === undefined ? rest : { ...rest, [question]: value });
  }
  setConfidence(confidence: number | null): void {
    this.stream.update({ confidence });
  }
  setVerdict(verdict: Verdict): void {
    this.stream.update({ verdict });
  }

  /** A sign of life: keeps the lease and counts the time. */
  activity(doing: Doing): void {
    const { current } = this.snapshot();
    if (!current) return;
    this.stream.lease.active();
    // Without telling the listeners: the screen does not show spans, only the clock does, and that asks.
    current.spans = act(current.spans, doing, this.options.now() - current.openedAt);
  }
  away(): void {
    const { current } = this.snapshot();
    if (!current) return;
    current.spans = leave(current.spans, this.options.now() - current.openedAt);
    void this.options.kept.keepWritten(current);
    void this.saver?.flush();
  }

  /** Sends the answer on the screen and shows the next one at once. */
  async submit(): Promise<void> {
    const held = this.snapshot().current;
    if (!held) return;
    const { body, confidence } = held;
    await this.send(held, { kind: "submit", body: { body, confidence, spans: this.spansOf(held) } }, true);
  }

  /** Sends the decision on the answer in hand and shows the next one at once. */
  async review(): Promise<void> {
    const held = this.snapshot().current;
    const { decision = null, reason, score, rules = [], judged } = held?.verdict ?? {};
    if (!held || !decision) return;
    const body = decision === "fix" ? held.body : null;
    const spans = this.spansOf(held);
    await this.send(
      held,
      {
        kind: "review",
        body: {
          decision,
          reason: reason!,
          score: score!,
          body,
          spans,
          rules: judged ?? rules.map((rule) => ({ rule })),
        },
      },
      true,
    );
  }

  /** Gives the work up with a reason. */
  async skip(objection: Objection): Promise<void> {
    const held = this.snapshot().current;
    if (held) await this.send(held, { kind: "skip", body: objection }, false);
  }

  /** Tells the lead that something is wrong, and keeps the work. */
  async flag(objection: Objection): Promise<void> {
    const held = this.snapshot().current;
    if (!held) return;
    const about = aboutOf(held.assignment, this.options.project);
    await this.options.outbox.post({ ...about, kind: "flag", body: objection });
  }

  /** Keeps the work for days and goes on with something else. */
  async park(): Promise<void> {
    const held = this.snapshot().current;
    if (!held) return;
    await this.saver?.flush();
    const params = { project: this.options.project, assignment: held.assignment.id };
    await this.options.api.work.renew({ params, body: { park: true } });
    if (!this.saver?.dirty) await this.options.kept.forget(held.assignment.id);
    await this.stream.next();
  }

  /** Takes the last submit back, as long as nobody else has it; what is on the screen waits meanwhile. */
  async takeBack(): Promise<void> {
    const { undo } = this.snapshot();
    if (!undo) return;
    this.stream.set({ undo: null });
    if (await this.options.outbox.remove(undo.letter)) return this.stream.bringBack(undo.held);
    await this.options.outbox.drain();
    const params = { project: this.options.project, assignment: undo.held.assignment.id };
    try {
      const assignment = await this.options.api.work.takeBack({ params });
      const { body, confidence, verdict, spans, openedAt } = undo.held;
      const stored = { base: assignment.draft?.body ?? body, rev: assignment.draft?.rev ?? 0, dirty: false };
      const written = { body, ...stored, confidence, verdict, spans, openedAt };
      await this.stream.bringBack({ ...written, assignment, form: undo.held.form });
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing) throw error;
      this.options.notify("too-late");
    }
  }

  /** What another tab of this browser did. */
  heard(news: TabNews): void {
    const { current } = this.snapshot();
    if (news.assignment !== current?.assignment.id) return;
    if (news.kind === "saved") this.saver?.heard(news.draft);
    else {
      this.options.notify("done-elsewhere");
      void this.stream.next();
    }
  }

  /** Tries again what the network kept from happening. */
  async retry(): Promise<void> {
    void this.options.outbox.drain();
    if (this.snapshot().current) await Promise.all([this.saver?.flush(), this.stream.prepare()]);
    else await this.stream.claim();
  }

  /** Leaves: what is written is kept, and what was only preloaded goes back to the others. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.unfollow();
    this.away();
    await this.stream.stop();
  }

  private async send(held: Held, order: Order, undoable: boolean): Promise<void> {
    const saver = this.saver;
    this.stream.saver = null;
    const about = aboutOf(held.assignment, this.options.project);
    const posted = Promise.resolve(saver?.close()).then(() =>
      this.options.outbox.post({ ...about, ...order } as Errand),
    );
    // The next piece is drawn before anything is stored or sent.
    const followed = this.stream.next(posted);
    const letter = await posted;
    const done = this.snapshot().done + (undoable ? 1 : 0);
    this.stream.set({ undo: undoable ? { held, letter: letter.id, sent: false } : null, done });
    this.options.tell({ kind: "gone", assignment: held.assignment.id });
    await followed;
  }

  private spansOf(held: Held) {
    return finish(held.spans, this.options.now() - held.openedAt);
  }

  private settled(letter: Letter<Errand>, outcome: { result: unknown } | { problem: unknown }): void {
    if (letter.errand.project !== this.options.project || letter.errand.kind === "flag") return;
    const { undo } = this.snapshot();
    if (undo?.letter === letter.id) {
      const canTakeBack = "result" in outcome && (outcome.result as Submitted).canTakeBack;
      this.stream.set({ undo: canTakeBack ? { ...undo, sent: true } : null });
    }
    if ("result" in outcome && (outcome.result as Partial<Submitted>).outcome === "handed-back")
      this.options.notify("handed-back");
    if (this.snapshot().current) void this.stream.prepare();
    else if (this.snapshot().phase === "unreachable") void this.stream.claim();
  }
}
