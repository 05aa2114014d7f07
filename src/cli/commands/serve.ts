import type { Command } from "commander";
import { VERSION } from "#server/version.ts";
import type { Terminal } from "../terminal.ts";

export interface ServeOptions {
  port?: string;
  host?: string;
  data?: string;
  baseUrl?: string;
  trustProxy?: string;
  organization?: string;
  ownerName?: string;
  ownerEmail?: string;
  ownerLink?: boolean;
}

/** The settings of a server in production, as flags; `serve` and `doctor` understand the same. */
export function addServeOptions(command: Command): Command {
  return command
    .option("--port <n>", "else PORT, else 4600")
    .option("--host <address>", "where to listen; else PLUMBLINE_HOST, else 127.0.0.1")
    .option("--data <folder>", "files, and the embedded database; else PLUMBLINE_DATA, else data")
    .option("--base-url <url>", "where browsers reach the server; else PLUMBLINE_BASE_URL")
    .option("--trust-proxy <addresses>", "proxies in front of it, with commas; else PLUMBLINE_TRUST_PROXY");
}

/** The flags as the server reads them. */
export function serveArguments(options: ServeOptions): string[] {
  const flags = {
    port: options.port,
    host: options.host,
    data: options.data,
    "base-url": options.baseUrl,
    "trust-proxy": options.trustProxy,
    organization: options.organization,
    "owner-name": options.ownerName,
    "owner-email": options.ownerEmail,
  };
  const given = Object.entries(flags).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  return [...given, ...(options.ownerLink ? ["--owner-link"] : []), "--production"];
}

/** The command is of one piece with its server, so it has that version. */
export function addServe(program: Command, _terminal: Terminal): void {
  program.version(VERSION);
  const command = program
    .command("serve")
    .description("run the server in production; DATABASE_URL names an external PostgreSQL");
  addServeOptions(command)
    .option("--organization <name>", "for the first start on an empty database")
    .option("--owner-name <name>", "the first owner's name")
    .option("--owner-email <address>", "the address with which the first owner signs in later")
    .option(
      "--owner-link",
      "print a new link for an owner who cannot sign in any more; adds an owner where none is left",
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import("#server/main.ts");
      await serve(serveArguments(options));
    });
}
