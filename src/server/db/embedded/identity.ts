import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { StartError } from "./start-error.ts";

const CAP_DAC_OVERRIDE = 1n << 1n;

/** The unprivileged user that PostgreSQL runs as. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * Who PostgreSQL runs as: undefined for an ordinary user (as whom it simply runs), and for root the owner
 * of an existing database, else `postgres`, else `nobody`, else anyone who has an entry in /etc/passwd,
 * because PostgreSQL refuses an id without a name.
 */
export function chooseIdentity(databaseFolder: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const people = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((parts) => parts.length >= 4)
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((person) => person.uid !== 0);
  const owner = existsSync(databaseFolder) ? statSync(databaseFolder).uid : 0;
  const found =
    people.find((person) => person.uid === owner) ??
    people.find((person) => person.name === "postgres") ??
    people.find((person) => person.name === "nobody") ??
    people[0];
  if (!found) {
    throw new StartError(
      "no_user",
      "PostgreSQL does not run as root and /etc/passwd names nobody else: add a user, or set DATABASE_URL.",
    );
  }
  return { uid: found.uid, gid: found.gid };
}

/** Whether this user may walk into a folder (or read a program), by the permission bits alone. */
export function canReach(identity: Identity, path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const shift = uid === identity.uid ? 6 : gid === identity.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Makes a folder and all in it this user's, where it is not yet: after a restore or a first start by root. */
export function giveTo(identity: Identity | undefined, path: string): void {
  if (!identity || statSync(path).uid === identity.uid) return;
  const inside = readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name));
  for (const each of [...inside, path]) {
    if (!lstatSync(each).isSymbolicLink()) chownSync(each, identity.uid, identity.gid);
  }
}

/** `setpriv`, which keeps one capability while dropping root; undefined without it or without the capability. */
export function findSetpriv(): string | undefined {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    const held = BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? "0"}`);
    if ((held & CAP_DAC_OVERRIDE) === 0n) return undefined;
  } catch {
    return undefined;
  }
  return ["/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv"].find((path) => existsSync(path));
}

/** The arguments that make `setpriv` become this user with permission to pass closed folders, and no more. */
export function setprivArguments(identity: Identity): string[] {
  return [
    `--reuid=${identity.uid}`,
    `--regid=${identity.gid}`,
    "--clear-groups",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--bounding-set=-all,+dac_override",
    "--securebits=+no_setuid_fixup", // or access(2) would forget the capability, and PostgreSQL asks it about itself
    "--no-new-privs",
  ];
}
