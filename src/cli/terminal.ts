import type { Readable, Writable } from "node:stream";

/** Where a command reads its settings and writes what it finds: the process it runs in, or buffers in a test. */
export interface Terminal {
  in: Readable;
  /** Results, and nothing else: it may be a pipe or a file. */
  out: Writable;
  /** Errors and progress. */
  err: Writable;
  /** A person is watching `err`: bars may move on it, and a question may be asked. */
  isInteractive: boolean;
  env: Record<string, string | undefined>;
}

export function processTerminal(): Terminal {
  process.stdout.on("error", leaveQuietly);
  return {
    in: process.stdin,
    out: process.stdout,
    err: process.stderr,
    isInteractive: process.stderr.isTTY === true && process.stdin.isTTY === true,
    env: process.env,
  };
}

/** Whoever reads our output has enough, as with `| head`. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}
