import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { giveTo, type Identity } from "./identity.ts";
import type { Launcher } from "./launcher.ts";
import { ACCESS, type Address, configuration } from "./settings.ts";
import { explainStart, StartError } from "./start-error.ts";

export const SUPERUSER = "postgres";
const MAJOR = "18";

/** Makes the database's files if there are none, and checks that they are ones this version can read. */
export async function prepareCluster(
  folder: string,
  databaseFolder: string,
  launcher: Launcher,
): Promise<void> {
  if (!existsSync(databaseFolder)) {
    await createCluster(folder, databaseFolder, launcher);
    return;
  }
  const versionFile = join(databaseFolder, "PG_VERSION");
  if (!existsSync(versionFile)) throw explainStart("not a valid data directory", folder);
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== MAJOR) {
    throw new StartError(
      "wrong_version",
      `The database in ${folder} was made by PostgreSQL ${version} and this Plumbline holds ${MAJOR}: start the Plumbline that made it, back up, and restore here.`,
    );
  }
  giveTo(launcher.identity, databaseFolder);
}

/** Under another name first, so that a start that is cut short leaves nothing that looks like a database. */
async function createCluster(folder: string, databaseFolder: string, launcher: Launcher): Promise<void> {
  const unfinished = `${databaseFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(launcher.identity, unfinished);
  const initdb = launcher.launch("initdb", [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
  ]);
  const said = await outcome(initdb);
  if (said.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explainStart(said.output, folder);
  }
  renameSync(unfinished, databaseFolder);
}

/** Writes our configuration where it differs from what is there. */
export function configure(databaseFolder: string, address: Address): void {
  const own = join(databaseFolder, "..", "postgres.conf");
  const files = { "postgresql.conf": configuration(address, existsSync(own)), "pg_hba.conf": ACCESS };
  for (const [name, text] of Object.entries(files)) {
    const file = join(databaseFolder, name);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
      writeFileSync(`${file}.new`, text, { mode: 0o644 });
      chmodSync(`${file}.new`, 0o644);
      renameSync(`${file}.new`, file);
    }
  }
}

/** The folder of the socket, open to nobody but the server's user (and root). */
export function prepareSocketFolder(socketFolder: string, identity: Identity | undefined): void {
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  chmodSync(socketFolder, 0o700);
  if (identity) chownSync(socketFolder, identity.uid, identity.gid);
}

/**
 * The superuser's password, needed on loopback only. Set in single-user mode where the file that keeps it
 * is missing: the folder is new, was moved from a shorter path, or lost the file.
 */
export async function ensurePassword(
  folder: string,
  databaseFolder: string,
  launcher: Launcher,
): Promise<string> {
  const file = join(folder, "database-password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  const single = launcher.launch("postgres", ["--single", "-D", databaseFolder, "-j", "postgres"]);
  single.stdin?.on("error", () => {}).end(`ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n\n`);
  const said = await outcome(single);
  if (said.code !== 0) throw explainStart(said.output, folder);
  writeFileSync(`${file}.new`, password, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return password;
}

async function outcome(
  child: ReturnType<Launcher["launch"]>,
): Promise<{ code: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  } catch (error) {
    return { code: -1, output: `${output}\n${(error as Error).message}` };
  }
}
