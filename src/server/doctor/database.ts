import type pg from "pg";
import type { Store } from "#storage/index.ts";
import { pendingMigrations } from "../db/migrate.ts";
import { newestSeal } from "../db/newest-seal.ts";
import { type Finding, fine, wrong } from "./finding.ts";

const OLDEST = 150_000;
const MOST_SKEW_MS = 5000;

/** What an open connection tells: the server, the schema, and whether what is set up can work. */
export async function examineDatabase(client: pg.ClientBase, store: Store): Promise<Finding[]> {
  const findings = [
    await version(client),
    await durability(client),
    await power(client),
    await clock(client),
  ];
  const schema = await migrations(client);
  findings.push(schema.finding);
  if (schema.isUsable)
    findings.push(await owner(client), await files(client, store), await jobs(client), await log(client));
  return findings;
}

async function version(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query(
    "select current_setting('server_version') as text, current_setting('server_version_num')::int as n",
  );
  const { text, n } = rows[0] as { text: string; n: number };
  return n < OLDEST
    ? wrong("postgresql", `PostgreSQL ${text} is too old: use 15 or newer.`)
    : fine("postgresql", `version ${text}`);
}

async function durability(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'",
  );
  const off = rows.map(({ name }) => name).join(", ");
  return off === ""
    ? fine("durability", "what is acknowledged survives a power cut")
    : wrong(
        "durability",
        `A power cut would lose data, as ${off} is off: set it to on in the database's settings.`,
      );
}

async function power(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query("select rolsuper from pg_roles where rolname = current_user");
  return rows[0]?.rolsuper
    ? wrong(
        "database user",
        "It is a superuser, which Plumbline has no need of: give it a plain role that owns its database.",
      )
    : fine("database user", "a plain role");
}

async function clock(client: pg.ClientBase): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query("select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms");
  const skew = Math.abs((rows[0].ms as number) - (before + Date.now()) / 2);
  return skew > MOST_SKEW_MS
    ? wrong(
        "clock",
        `The clocks of this machine and of the database differ by ${Math.round(skew / 1000)} s: set both by a time server.`,
      )
    : fine("clock", "the same here and in the database");
}

async function migrations(client: pg.ClientBase): Promise<{ finding: Finding; isUsable: boolean }> {
  try {
    const pending = await pendingMigrations(client);
    const { rows } = await client.query("select to_regclass('stored_file') is not null as found");
    const says = pending.length === 0 ? "up to date" : `${pending.length} to run at the next start`;
    return { finding: fine("schema", says), isUsable: rows[0].found };
  } catch (error) {
    const says = `The schema does not fit, as ${(error as Error).message}: use the newest Plumbline that worked on it.`;
    return { finding: wrong("schema", says), isUsable: false };
  }
}

async function owner(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ people: number; enter: number }>(
    `select count(*)::int as people, count(*) filter (where p.role = 'owner' and p.blocked_at is null
       and p.erased_at is null and (i.password_hash is not null
         or exists (select from session s where s.person_id = p.id and s.expires_at > now())
         or exists (select from sign_in_link l where l.person_id = p.id and l.used_at is null and l.expires_at > now())))::int as enter
     from person p left join identity i on i.person_id = p.id`,
  );
  const { people = 0, enter = 0 } = rows[0] ?? {};
  if (people === 0) return fine("owner", "nobody yet: plumbline serve prints a link for the first owner");
  return enter > 0
    ? fine("owner", `${enter} can sign in, of ${people} people`)
    : wrong(
        "owner",
        "No owner can sign in any more: start plumbline serve with --owner-link for a new link.",
      );
}

async function files(client: pg.ClientBase, store: Store): Promise<Finding> {
  const { rows } = await client.query<{ key: string; size: string }>(
    "select key, size from stored_file where size is not null",
  );
  const sizes = await Promise.all(rows.map(({ key }) => store.size(key).catch(() => -1)));
  const lost = rows.filter(({ size }, at) => sizes[at] !== Number(size)).map(({ key }) => key);
  return lost.length === 0
    ? fine("files", `all ${rows.length} stored files are there`)
    : wrong(
        "files",
        `${lost.length} of ${rows.length} stored files are missing or cut short, such as ${lost[0]}: restore them from a backup.`,
      );
}

async function jobs(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ name: string; failure: string | null }>(
    "select name, failure from job where given_up_at is not null order by run_at desc",
  );
  return rows.length === 0
    ? fine("jobs", "none has failed for good")
    : wrong(
        "jobs",
        `${rows.length} have failed for good, the last ${rows[0]!.name} with "${rows[0]!.failure}": see the server's log.`,
      );
}

async function log(client: pg.ClientBase): Promise<Finding> {
  const seal = await newestSeal(client);
  return fine(
    "log",
    seal === null ? "nothing is sealed yet" : `sealed up to event ${seal.event} by ${seal.hash}`,
  );
}
