import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a child process may take before it is killed. */
export interface Ceilings {
  /** Of memory, all kinds together; seen where the system tells it (Linux). */
  memoryMb: number;
  totalSeconds: number;
  /** How long it may be without a sign of life. */
  silentSeconds: number;
}

export type Excess = "memory" | "time" | "silence";

const LOOK_MS = 250;
const PAGE_BYTES = 4096;

/** Watches a child while it works, and kills it where it goes beyond its ceilings. */
export class ChildWatch {
  /** Why it was killed; null where it was not. */
  excess: Excess | null = null;
  readonly #timer: NodeJS.Timeout;
  #lastSign = performance.now();

  constructor(child: ChildProcess, { memoryMb, totalSeconds, silentSeconds }: Ceilings) {
    const started = performance.now();
    const look = () => {
      const now = performance.now();
      if (memoryOf(child.pid) > memoryMb * 2 ** 20) this.excess = "memory";
      else if (now - started > totalSeconds * 1_000) this.excess = "time";
      else if (now - this.#lastSign > silentSeconds * 1_000) this.excess = "silence";
      if (this.excess === null) return;
      this.end();
      child.kill("SIGKILL");
    };
    this.#timer = setInterval(look, LOOK_MS);
    this.#timer.unref();
  }

  /** The child showed that it lives. */
  sign(): void {
    this.#lastSign = performance.now();
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

/** What a process has in memory, in bytes; 0 where it is gone or the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
