import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import type { Circumstances, Settings } from "./env.ts";
import { trustsEverybody } from "./trusts-everybody.ts";

/** Everything that is refused; docs/admin.md explains each. */
export const REFUSED = [
  "no-base-url",
  "plain-base-url",
  "open-to-the-network",
  "unknown-proxy",
  "trusts-everybody",
  "demo",
  "demo-people",
  "any-certificate",
  "debugger",
  "weak-database-password",
  "plain-database",
  "not-durable",
  "readable-data",
  "root-in-shared-folder",
] as const;

/** A setting with which `plumbline serve` does not start: what is wrong, and the cure. */
export interface Refusal {
  name: (typeof REFUSED)[number];
  says: string;
}

const WELL_KNOWN = new Set(
  "postgres postgresql password passwd plumbline admin administrator root secret changeme example test letmein qwerty default"
    .split(" ")
    .flatMap((word) => [word, `${word}1`, `${word}123`]),
);
const SHORTEST_PASSWORD = 8;

/** Everything about the settings that is not safe outside of one's own machine; nothing is started for it. */
export function refuseSettings(settings: Settings, circumstances: Circumstances): Refusal[] {
  const refusals: Refusal[] = [];
  const add = (name: Refusal["name"], isWrong: boolean, says: string) => {
    if (isWrong) refusals.push({ name, says });
  };
  const base = settings.baseUrl === null ? null : new URL(settings.baseUrl);
  const isPlain = base?.protocol === "http:";
  const isLocal = base !== null && isLoopback(base.hostname);

  add(
    "no-base-url",
    base === null,
    "The base URL is missing, so links and the check of where requests come from would be wrong: set --base-url (or PLUMBLINE_BASE_URL).",
  );
  add(
    "plain-base-url",
    isPlain && !isLocal,
    `The base URL ${settings.baseUrl} is not encrypted: put a proxy with a certificate in front, and name its https address.`,
  );
  add(
    "open-to-the-network",
    !isLoopback(settings.host) && (base === null || isLocal),
    `The server would listen on ${settings.host}, where the network reaches it, without an https base URL: listen on 127.0.0.1, or set --base-url.`,
  );
  add(
    "unknown-proxy",
    base?.protocol === "https:" && settings.trustProxy === false,
    "The base URL is https, so a proxy stands in front, but none is named, and all people would share one address and its limits: set --trust-proxy to the proxy's address.",
  );
  add(
    "trusts-everybody",
    settings.trustProxy !== false && trustsEverybody(settings.trustProxy),
    `Everybody could claim any address with --trust-proxy ${settings.trustProxy}: name the proxy's own address or network.`,
  );
  add("demo", settings.demo, "A demo is open to whoever has its links: leave --demo away.");
  add(
    "any-certificate",
    circumstances.acceptsAnyCertificate,
    "NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off: remove it.",
  );
  add(
    "debugger",
    circumstances.debugger !== undefined,
    `Node's debugger listens at ${circumstances.debugger}, and whoever reaches it can run anything: start without --inspect.`,
  );
  return [
    ...refusals,
    ...(settings.databaseUrl === null
      ? refuseFolder(resolve(settings.dataDir), circumstances.isRoot)
      : refuseDatabaseUrl(settings.databaseUrl)),
    ...refuseReadable(resolve(settings.dataDir)),
  ];
}

/** What only the database itself can tell. */
export async function refuseDatabase(pool: pg.Pool): Promise<Refusal[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'",
  );
  const refusals: Refusal[] = rows.map(({ name }) => ({
    name: "not-durable",
    says: `The database runs with ${name} = off, so a power cut loses or ruins what was acknowledged: set it to on.`,
  }));
  const demo = await pool.query("select exists (select from sign_in_link where purpose = 'demo') as found");
  if (demo.rows[0].found) {
    refusals.push({
      name: "demo-people",
      says: "The database holds the demo project and its people, whose links are no secret: start with a new data folder or database.",
    });
  }
  return refusals;
}

/** @throws Error with one text for the terminal, where there are any */
export function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  const lines = refusals.map(({ name, says }) => `  ${name}: ${says}`);
  throw new Error(["Plumbline does not start in production like this (docs/admin.md):", ...lines].join("\n"));
}

function refuseDatabaseUrl(url: string): Refusal[] {
  const { host, user = "", password, encryption } = readDatabaseUrl(url);
  if (isLoopback(host) || host.startsWith("/")) return [];
  const refusals: Refusal[] = [];
  const isWeak =
    password === "" ||
    password.length < SHORTEST_PASSWORD ||
    WELL_KNOWN.has(password.toLowerCase()) ||
    password.toLowerCase() === user.toLowerCase() ||
    /^(\d)\1*$|^0?1234567890*$/.test(password);
  if (isWeak) {
    refusals.push({
      name: "weak-database-password",
      says: `DATABASE_URL goes to ${host} with no password, a well-known one or one of under ${SHORTEST_PASSWORD} characters: give the user a long random one.`,
    });
  }
  if (encryption !== "verified") {
    refusals.push({
      name: "plain-database",
      says: `The connection to the database at ${host} is ${encryption === "none" ? "not encrypted" : "encrypted but its certificate is not checked"}: add sslmode=verify-full (and sslrootcert=FILE) to DATABASE_URL.`,
    });
  }
  return refusals;
}

/** Where a DATABASE_URL goes and how safely, as the driver itself reads it. */
function readDatabaseUrl(connectionString: string) {
  const { host, user, password, ...client } = new pg.Client({ connectionString });
  const ssl = client.ssl as boolean | { rejectUnauthorized?: boolean };
  const isChecked = typeof ssl !== "object" || ssl.rejectUnauthorized !== false;
  return {
    host,
    user,
    password: password ?? "",
    encryption: !ssl ? "none" : isChecked ? "verified" : "unverified",
  };
}

function refuseReadable(dataDir: string): Refusal[] {
  return [dataDir, join(dataDir, "files")]
    .filter((folder) => existsSync(folder) && (statSync(folder).mode & 0o066) !== 0)
    .map((folder) => ({
      name: "readable-data",
      says: `Other users of this machine may read or change ${folder}: chmod ${folder === dataDir ? "go-rw" : "700"} ${folder}`,
    }));
}

/** In a folder that everybody may write to, somebody else may put a database in place of ours before root starts it. */
function refuseFolder(dataDir: string, isRoot: boolean): Refusal[] {
  const shared = [dataDir, dirname(dataDir)].find(
    (folder) => existsSync(folder) && (statSync(folder).mode & 0o002) !== 0,
  );
  if (!isRoot || shared === undefined) return [];
  return [
    {
      name: "root-in-shared-folder",
      says: `Everybody may write to ${shared}, and the database would be started by root in it: choose a folder that only you may write to with --data.`,
    },
  ];
}

/** This machine alone: a loopback address, or a name that stands for one. */
function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d+){3}$/.test(name)
  );
}
