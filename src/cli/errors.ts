import { CommanderError } from "commander";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import type { Terminal } from "./terminal.ts";

/** What the shell is told. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** A command that cannot go on. `message` is one sentence for the person at the terminal. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

interface Explained {
  code: string;
  message: string;
  fields?: Record<string, string>;
}

/** Says what went wrong in one sentence, or as JSON, and returns the exit code. */
export function reportError(
  error: unknown,
  terminal: Terminal,
  options: { json: boolean; url: string },
): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if ((error as NodeJS.ErrnoException).code === "EPIPE") return EXIT.done; // the reader has enough, as with `| head`
  const explained = explain(error, options.url);
  terminal.err.write(`${options.json ? JSON.stringify({ error: explained }) : inWords(explained)}\n`);
  if (error instanceof ConnectionError) return EXIT.unreachable;
  return error instanceof CommandError ? error.exitCode : EXIT.failed;
}

function inWords({ message, fields = {} }: Explained): string {
  const unnamed = Object.entries(fields).filter(([, reason]) => !message.includes(reason));
  return [message, ...unnamed.map(([field, reason]) => `${field}: ${reason}`)].join(" ");
}

function explain(error: unknown, url: string): Explained {
  if (error instanceof ConnectionError) {
    const message = `The server at ${url} cannot be reached: check --url (or PLUMBLINE_URL), and that it runs.`;
    return { code: "unreachable", message };
  }
  if (error instanceof ApiError) {
    const { code, message, fields } = error.problem;
    return { code, message: CURES[code] ?? message, ...(fields && { fields }) };
  }
  if (error instanceof CommandError) {
    return { code: error.exitCode === EXIT.usage ? "usage" : "failed", message: error.message };
  }
  const { code = "failed", path } = error as NodeJS.ErrnoException;
  const said = error instanceof Error ? error.message : String(error);
  return { code, message: FILE_CAUSES[code]?.(path ?? "the file") ?? said };
}

/** What to do about a refusal, where the terminal knows better than the server. */
const CURES: Record<string, string> = {
  unauthenticated: "The server does not know this API key: check --key (or PLUMBLINE_KEY).",
};

const FILE_CAUSES: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no ${path}.`,
  EACCES: (path) => `Permission is missing for ${path}.`,
  EISDIR: (path) => `${path} is a folder, not a file.`,
  EEXIST: (path) => `${path} exists already.`,
  ENOSPC: () => "The disk is full: free some space and try again.",
};
