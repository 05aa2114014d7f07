import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { UnreadableFile } from "#formats/read/index.ts";
import { startProgram } from "../../../children/start-program.ts";
import { type Ceilings, ChildWatch, type Excess } from "../../../children/watch-child.ts";
import { GiveUp } from "../../../jobs/jobs.ts";
import { Superseded } from "../commit-batch.ts";
import { sendFile } from "./frames.ts";
import type { FromReader, Order, ToldError } from "./protocol.ts";

const HEAP_MB = 320;
const SAID = 2_000;

/** A reading process that ended in the middle of its work for a reason that is not the file's. */
export class ReaderDied extends Error {}

/** How an order is followed. */
export interface Following {
  signal?: AbortSignal;
  /** Told now and then, with how many batches were kept. */
  onSign?(batches: number): void;
}

/** A reading process, as the server sees it: takes one order at a time. */
export class Reader {
  readonly #child: ChildProcess;
  readonly #pipe: Writable;
  #said = "";

  constructor() {
    this.#child = startProgram("read-files", HEAP_MB, {
      stdio: ["ignore", "ignore", "pipe", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.#pipe = this.#child.stdio[3] as Writable;
    for (const each of [this.#pipe, this.#child]) each.on("error", () => {}); // whoever waits hears of the end
    this.#child.stderr!.on("data", (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-SAID);
    });
    // It ends when this process does; until then it keeps nobody waiting.
    this.#child.unref();
    this.#child.channel?.unref();
    for (const stream of [this.#pipe, this.#child.stderr]) (stream as unknown as { unref(): void }).unref();
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }

  /**
   * Has a file read. The source is at its end or destroyed afterwards.
   * @throws UnreadableFile, Superseded; GiveUp where the file is too much for the ceilings; ReaderDied
   */
  async follow<T>(order: Order, source: Readable, ceilings: Ceilings, following: Following = {}): Promise<T> {
    const watch = new ChildWatch(this.#child, ceilings);
    const stop = () => this.#child.connected && this.#child.send({ kind: "stop" });
    following.signal?.addEventListener("abort", stop);
    const answer = this.#answer(watch, following);
    this.#child.send(order);
    let broken: unknown = null;
    let isOver = false;
    const sending = sendFile(this.#pipe, source).catch((error: unknown) => {
      if (!isOver) broken = error;
    });
    try {
      return (await answer) as T;
    } catch (error) {
      throw broken ?? error;
    } finally {
      isOver = true;
      watch.end();
      following.signal?.removeEventListener("abort", stop);
      source.destroy();
      await sending;
    }
  }

  #answer(watch: ChildWatch, { onSign }: Following): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const leave = () => child.off("message", hear).off("exit", mourn).off("error", mourn);
      const hear = (message: FromReader) => {
        watch.sign();
        if (message.kind === "alive") return onSign?.(message.batches);
        leave();
        if (message.kind === "done") resolve(message.result);
        else reject(errorOf(message.error));
      };
      const mourn = () => {
        leave();
        reject(this.#causeOfDeath(watch.excess));
      };
      child.on("message", hear).on("exit", mourn).on("error", mourn);
      if (!this.isAlive) mourn();
    });
  }

  #causeOfDeath(excess: Excess | null): Error {
    const isFull = this.#child.signalCode === "SIGABRT" || /heap out of memory/.test(this.#said);
    const known = excess ?? (isFull ? "memory" : null);
    if (known) return new GiveUp(TOO_MUCH[known]);
    const how = this.#child.signalCode ?? this.#child.exitCode;
    return new ReaderDied(`a reading process ended (${how}): ${this.#said}`);
  }
}

const TOO_MUCH: Record<Excess, string> = {
  memory:
    "Reading the file took too much memory and was stopped. Split it, or make its largest records smaller.",
  time: "Reading the file took too long and was stopped. Split it into smaller files.",
  silence:
    "Reading the file came to a standstill and was stopped. Split it to find the records that cause it.",
};

function errorOf({ type, message, stack, code }: ToldError): Error {
  if (type === "unreadable") return new UnreadableFile(message);
  if (type === "superseded") return new Superseded();
  return Object.assign(new Error(message), { stack, code });
}
