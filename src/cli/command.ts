import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { type Client, createClient } from "#sdk/index.ts";
import { CommandError, EXIT } from "./errors.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

const DEFAULT_URL = "http://localhost:4600";

/** What a command works with: the server, and the terminal it was called from. */
export interface Session {
  client: Client;
  url: string;
  terminal: Terminal;
  json: boolean;
  /** Writes the result: as JSON where --json asks for it, else as text. */
  print(result: unknown, text: string): void;
  /** A word on what happens, for people only. */
  say(text: string): void;
  progress(title: string): Progress;
  /** Asks before what cannot be undone; --yes answers for scripts. */
  confirm(question: string, isAgreed: boolean | undefined): Promise<void>;
}

interface GlobalOptions {
  url?: string;
  key?: string;
  json?: boolean;
}

/** The server's address: flag, environment, this machine. */
export function urlOf(command: Command, terminal: Terminal): string {
  const { url } = command.optsWithGlobals<GlobalOptions>();
  return (url ?? terminal.env.PLUMBLINE_URL ?? DEFAULT_URL).replace(/\/+$/, "");
}

/**
 * Makes an action of a command: it gets a session and the parsed arguments.
 *
 *     command.argument("<project>").action(withSession(terminal, async (session, project) => …));
 */
export function withSession<Args extends unknown[]>(
  terminal: Terminal,
  work: (session: Session, ...args: Args) => Promise<void>,
): (...args: [...Args, Command]) => Promise<void> {
  return async (...args) => {
    const command = args.pop() as unknown as Command;
    await work(openSession(command, terminal), ...(args as unknown as Args));
  };
}

function openSession(command: Command, terminal: Terminal): Session {
  const key = command.optsWithGlobals<GlobalOptions>().key ?? terminal.env.PLUMBLINE_KEY;
  const url = urlOf(command, terminal);
  if (!/^https?:\/\/\S+$/.test(url))
    throw new CommandError(`${url} is not an address of a server.`, EXIT.usage);
  if (!key) {
    throw new CommandError(
      "An API key is needed: set PLUMBLINE_KEY (or --key) to one made on the account page.",
      EXIT.usage,
    );
  }
  const client = createClient({ url, headers: { authorization: `Bearer ${key}` } });
  return { client, url, ...speaker(command, terminal) };
}

/** The part of a session that needs no server. */
export function speaker(command: Command, terminal: Terminal): Omit<Session, "client" | "url"> {
  const json = command.optsWithGlobals<GlobalOptions>().json === true;
  return {
    terminal,
    json,
    print: (result, text) => void terminal.out.write(`${json ? JSON.stringify(result, null, 2) : text}\n`),
    say: (text) => {
      if (!json) terminal.err.write(`${text}\n`);
    },
    progress: (title) => createProgress(json ? { ...terminal, isInteractive: false } : terminal, title),
    confirm: async (question, isAgreed) => {
      if (isAgreed) return;
      if (!terminal.isInteractive) throw new CommandError(`${question} Say --yes to do it.`, EXIT.usage);
      const lines = createInterface({ input: terminal.in, output: terminal.err });
      const answer = await lines.question(`${question} [y/N] `);
      lines.close();
      if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError("Nothing was changed.");
    },
  };
}
