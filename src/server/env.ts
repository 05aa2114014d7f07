import { url as debuggerUrl } from "node:inspector";
import { parseArgs } from "node:util";

/** The settings of a start, from flags and the environment. This file alone touches process.env. */
export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  /** An external PostgreSQL; null: the embedded one. */
  databaseUrl: string | null;
  /** Where browsers reach us; null: this machine's loopback at the port. */
  baseUrl: string | null;
  trustProxy: string | false;
  /** Load the demo project into an empty database. */
  demo: boolean;
  /** `plumbline serve`: refuse what is not safe outside a laptop. */
  production: boolean;
  logLevel: string;
  /** Who gets the link into a new, empty installation. */
  firstOwner: { organization: string; owner: string; email: string | null };
  /** Print a new link for an owner who cannot get in any more. */
  ownerLink: boolean;
}

/** What this process is run as, beside its settings. */
export interface Circumstances {
  isRoot: boolean;
  /** NODE_TLS_REJECT_UNAUTHORIZED is 0. */
  acceptsAnyCertificate: boolean;
  /** Where Node's debugger listens, if it does. */
  debugger: string | undefined;
}

/** Reads them from this process. */
export function readCircumstances(env: NodeJS.ProcessEnv = process.env): Circumstances {
  return {
    isRoot: process.getuid?.() === 0,
    acceptsAnyCertificate: env.NODE_TLS_REJECT_UNAUTHORIZED === "0",
    debugger: debuggerUrl(),
  };
}

/**
 * Reads flags, then environment, then defaults.
 * @throws Error with one sentence for an unknown flag or a value that cannot be
 */
export function readSettings(args: string[], env: NodeJS.ProcessEnv = process.env): Settings {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      data: { type: "string" },
      demo: { type: "boolean" },
      "no-demo": { type: "boolean" },
      production: { type: "boolean" },
      "base-url": { type: "string" },
      "trust-proxy": { type: "string" },
      organization: { type: "string" },
      "owner-name": { type: "string" },
      "owner-email": { type: "string" },
      "owner-link": { type: "boolean" },
    },
  });
  const givenPort = values.port ?? env.PORT ?? "4600";
  const port = Number(givenPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port (or PORT) takes a number from 0 to 65535, not ${givenPort}`);
  const baseUrl = values["base-url"] ?? env.PLUMBLINE_BASE_URL ?? null;
  if (baseUrl !== null && !/^https?:\/\/[^/]+$/.test(baseUrl)) {
    throw new Error(
      `the base URL is a scheme and a host, such as https://plumbline.example.org, not ${baseUrl}`,
    );
  }
  return {
    port,
    host: values.host ?? env.PLUMBLINE_HOST ?? "127.0.0.1",
    dataDir: values.data ?? env.PLUMBLINE_DATA ?? "data",
    databaseUrl: env.DATABASE_URL ? withLibpqModes(env.DATABASE_URL) : null,
    baseUrl,
    trustProxy: values["trust-proxy"] ?? env.PLUMBLINE_TRUST_PROXY ?? false,
    demo: values.demo === true && values["no-demo"] !== true,
    production: values.production === true,
    logLevel: env.PLUMBLINE_LOG ?? "warn",
    ownerLink: values["owner-link"] === true,
    firstOwner: {
      organization: values.organization ?? "My organization",
      owner: values["owner-name"] ?? "Owner",
      email: values["owner-email"] ?? null,
    },
  };
}

/** Where built programs lie, if the unbuilt server shall start those: tests start many, and a built one starts sooner. */
export const builtPrograms = (): string | undefined => process.env.PLUMBLINE_PROGRAMS;

/** Has this process keep its temporary files in a folder. */
export function keepTemporaryFilesIn(folder: string): void {
  process.env.TMPDIR = folder;
}

/** The driver takes `require` for `verify-full`, and warns; in an address it is to mean what it means to PostgreSQL. */
function withLibpqModes(url: string): string {
  const isLoose = /[?&]sslmode=(prefer|require|verify-ca)(&|$)/.test(url);
  return isLoose && !url.includes("uselibpqcompat=") ? `${url}&uselibpqcompat=true` : url;
}
