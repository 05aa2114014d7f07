import { mkdtemp, rm } from "node:fs/promises";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { keepTemporaryFilesIn } from "../env.ts";
import { startProgram } from "./start-program.ts";
import { type Ceilings, ChildWatch } from "./watch-child.ts";

/** What a program of orders says: that it lives, or how its order ended. */
type Said =
  | { kind: "alive" }
  | { kind: "done"; result: unknown }
  | { kind: "failed"; message: string; code?: string };

const HEAP_MB = 512;
const ALIVE_MS = 1_000;
/** Behind everything that people wait for; by the system's scale of -20 to 19. */
const LOW_PRIORITY = 10;

/**
 * Has an order carried out by a program of ours in a process of its own, which yields to this one and takes its memory
 * and its temporary files with it when it ends.
 * @param signal ends it
 * @throws Error where it failed (with the code of its error), died or went beyond its ceilings
 */
export async function runElsewhere<T>(
  program: string,
  order: unknown,
  ceilings: Ceilings,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  const scratch = await mkdtemp(join(tmpdir(), `plumbline-${program}-`));
  const child = startProgram(program, HEAP_MB, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  const watch = new ChildWatch(child, ceilings);
  const end = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", end);
  try {
    if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    child.send({ order, scratch });
    return await new Promise<T>((resolve, reject) => {
      child.on("message", (said: Said) => {
        watch.sign();
        if (said.kind === "done") resolve(said.result as T);
        if (said.kind === "failed") reject(Object.assign(new Error(said.message), { code: said.code }));
      });
      child.on("error", reject);
      child.on("exit", (code, signal) =>
        reject(new Error(`${program} ended (${watch.excess ?? signal ?? code})`)),
      );
    });
  } finally {
    signal?.removeEventListener("abort", end);
    watch.end();
    end();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The life of such a program: one order. */
export function followOrder<Order>(obey: (order: Order) => Promise<unknown>): void {
  const say = (said: Said) => process.send!(said);
  process.on("disconnect", () => process.exit());
  process.once("message", ({ order, scratch }: { order: Order; scratch: string }) => {
    keepTemporaryFilesIn(scratch);
    setInterval(say, ALIVE_MS, { kind: "alive" });
    obey(order).then(
      (result) => say({ kind: "done", result }),
      (error: NodeJS.ErrnoException) =>
        say({
          kind: "failed",
          message: error.stack ?? error.message,
          ...(error.code && { code: error.code }),
        }),
    );
  });
}
