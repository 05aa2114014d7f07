import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createFileStore } from "#storage/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { migrate, pendingMigrations } from "../db/migrate.ts";
import { emptyDatabase } from "../db/testing.ts";
import { loadBackup } from "./restore-backup.ts";

const BACKUP = `${process.env.GOLDEN_DIR ?? "../shared/golden"}/backups/0.1-demo.tar`;
const ORGANIZATION = `
with org as (insert into organization (id, name, salt) values (gen_random_uuid(), 'First', '\\x01') returning id),
owner as (insert into agent (id, org_id, kind) select gen_random_uuid(), id, 'person' from org returning id, org_id),
person as (insert into person (id, org_id, role) select id, org_id, 'owner' from owner returning id, org_id)
insert into event (org_id, kind, body) select org_id, 'organization.created', jsonb_build_object('owner', id) from person`;

/** What people make, in statements that every schema takes; $1 names the schema that it was. */
const ROWS = [
  `with made as (insert into agent (id, org_id, kind) select gen_random_uuid(), id, 'person' from organization order by name limit 1 returning id, org_id),
   person as (insert into person (id, org_id, role) select id, org_id, 'member' from made returning id, org_id)
   insert into identity (person_id, org_id, name) select id, org_id, $1 from person`,
  `insert into event (org_id, kind, body) select org_id, 'person.added', jsonb_build_object('person', person_id, 'role', 'member') from identity where name = $1`,
  `insert into api_key (id, org_id, person_id, name, prefix, hash, scopes, expires_at)
   select gen_random_uuid(), org_id, person_id, $1, 'pl', sha256($1::text::bytea), '{read}', clock() + interval '9 days' from identity where name = $1`,
  `insert into event (org_id, kind, body) select org_id, 'key.made', jsonb_build_object('key', id) from api_key where name = $1`,
  `insert into comment (id, org_id, thread_id, agent_id, text)
   select gen_random_uuid(), t.org_id, t.id, i.person_id, $1 from thread t join identity i using (org_id) where i.name = $1 order by t.id limit 1`,
  `insert into event (org_id, project_id, item_id, agent_id, kind, body)
   select t.org_id, t.project_id, t.item_id, c.agent_id, 'comment.added', jsonb_build_object('comment', c.id, 'thread', t.id)
   from comment c join thread t on t.id = c.thread_id where c.text = $1`,
];

/** Where the walk over the schemas begins; the second needs data that is not in this repository. */
const BASES = [
  { base: "an organization", first: "0001-foundation.sql", isThere: true },
  {
    base: "the data of release 0.1",
    first: "0006-items-numbered-within-their-project.sql",
    isThere: existsSync(BACKUP),
  },
].filter(({ isThere }) => isThere);

test.each(BASES)(
  "rows added to $base under each schema since keep every invariant under the newest",
  async ({ base, first }) => {
    const isRelease = base.includes("release");
    const { connection, drop } = await emptyDatabase();
    onTestFinished(drop);
    const client = new pg.Client(connection);
    await client.connect();
    if (isRelease) {
      const folder = await mkdtemp(join(tmpdir(), "plumbline-schemas-"));
      await loadBackup(BACKUP, connection, createFileStore(folder));
      await rm(folder, { recursive: true });
    } else {
      await migrate(connection, first);
      await client.query(ORGANIZATION);
    }
    const later = await pendingMigrations(client);
    for (const name of [first, ...later]) {
      await migrate(connection, name);
      for (const statement of ROWS) await client.query(statement, [name]);
    }
    await migrate(connection);
    const found = await verify(client, CHECKS, []);
    const { rows } = await client.query(
      "select count(distinct i.name)::int as people, count(distinct c.text)::int as comments from identity i left join comment c on c.text = i.name where i.name like '00%.sql'",
    );
    await client.end();
    expect(found).toEqual([]);
    expect(rows).toEqual([{ people: later.length + 1, comments: isRelease ? later.length + 1 : 0 }]);
  },
);
