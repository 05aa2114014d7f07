import type { Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { contract } from "#contract/index.ts";
import type { ProjectSettings } from "#contract/projects.ts";
import type { Form } from "#kinds/form.ts";
import { change } from "../db/change.ts";
import { newId } from "../db/id.ts";
import { refreshAgent } from "../features/work/index.ts";
import { hashSecret, newSecret } from "../http/auth.ts";
import { must, type Visitor } from "./call.ts";
import type { TestApp } from "./test-app.ts";

/** A person at their browser. */
export interface TestPerson extends Visitor {
  id: string;
  org: string;
  name: string;
}

/** An organization with its owner, signed in. */
export async function buildOrganization(test: TestApp): Promise<{ org: string; owner: TestPerson }> {
  const org = newId();
  await test.services.database.pool.query(
    "insert into organization (id, name, salt) values ($1, 'Test', '\\x00')",
    [org],
  );
  const owner = await buildPerson(test, org, { role: "owner" });
  await logged(test, owner, "organization.created", { owner: owner.id });
  return { org, owner };
}

/** What verbs would have written down of rows that are made here by hand. */
async function logged(test: TestApp, { org, id }: { org: string; id: string }, kind: string, body: object) {
  await test.services.database.pool.query(
    "insert into event (org_id, agent_id, kind, body) values ($1, $2, $3, $4)",
    [org, id, kind, JSON.stringify(body)],
  );
}

/** A person of an organization, signed in. */
export async function buildPerson(
  test: TestApp,
  org: string,
  options: { name?: string; role?: OrganizationRole; email?: string } = {},
): Promise<TestPerson> {
  const { pool } = test.services.database;
  const id = newId();
  const name = options.name ?? `Person ${id.slice(-4)}`;
  const token = newSecret();
  await pool.query("insert into agent (id, org_id, kind) values ($1, $2, 'person')", [id, org]);
  await pool.query("insert into person (id, org_id, role) values ($1, $2, $3)", [
    id,
    org,
    options.role ?? "member",
  ]);
  await pool.query("insert into identity (person_id, org_id, name, email) values ($1, $2, $3, $4)", [
    id,
    org,
    name,
    options.email ?? `${id}@example.org`,
  ]);
  const session = newId();
  await pool.query(
    "insert into session (id, token_hash, org_id, person_id, expires_at) values ($1, $2, $3, $4, clock() + interval '1 day')",
    [session, hashSecret(token), org, id],
  );
  await logged(test, { org, id }, "person.added", { person: id, role: options.role ?? "member" });
  await logged(test, { org, id }, "session.started", { session, how: "password" });
  return { id, org, name, url: test.url, headers: { cookie: `plumbline_session=${token}` } };
}

/** An API key of a person. */
export async function buildKey(test: TestApp, person: TestPerson, scopes: Scope[]): Promise<Visitor> {
  const secret = newSecret();
  const key = newId();
  await test.services.database.pool.query(
    "insert into api_key (id, org_id, person_id, name, prefix, hash, scopes) values ($1, $2, $3, 'test', 'pl', $4, $5)",
    [key, person.org, person.id, hashSecret(secret), scopes],
  );
  await logged(test, person, "key.made", { key, scopes });
  return { url: test.url, headers: { authorization: `Bearer ${secret}` } };
}

/** A project with a published form, made by its lead. */
export async function buildProject(
  lead: TestPerson,
  options: { settings?: Partial<ProjectSettings>; form?: Form; template?: string } = {},
): Promise<string> {
  const project = await must(lead, contract.projects.create, {
    body: {
      name: "A project",
      settings: { openWithoutGuide: true, ...options.settings },
      template: options.template ?? "demonstration",
    },
  });
  const params = { project: project.id };
  let { rev } = await must(lead, contract.forms.draft, { params });
  if (options.form) {
    ({ rev } = await must(lead, contract.forms.saveDraft, { params, body: { form: options.form, rev } }));
  }
  await must(lead, contract.forms.publish, { params, body: { rev } });
  return project.id;
}

/** Adds a person to a project. */
export async function join(
  lead: TestPerson,
  project: string,
  person: TestPerson,
  role: ProjectRole,
): Promise<void> {
  await must(lead, contract.projects.setMember, { params: { project, person: person.id }, body: { role } });
}

/** Many people of a project at once, signed in. */
export async function buildCrowd(
  test: TestApp,
  lead: TestPerson,
  project: string,
  count: number,
): Promise<TestPerson[]> {
  const people = Array.from({ length: count }, (_, n) => ({
    id: newId(),
    token: newSecret(),
    name: `Person ${n}`,
  }));
  const columns = [
    people.map(({ id }) => id),
    people.map(({ name }) => name),
    people.map(({ token }) => hashSecret(token)),
  ];
  await change(test.services.database, { org: lead.org, agent: lead.id }, async (tx) => {
    const all = [lead.org, ...columns];
    await tx.client.query(
      `with crowd as (select * from unnest($2::uuid[], $3::text[], $4::bytea[]) as p(id, name, token)),
       agents as (insert into agent (id, org_id, kind) select id, $1, 'person' from crowd),
       people as (insert into person (id, org_id, role) select id, $1, 'member' from crowd),
       names as (insert into identity (person_id, org_id, name) select id, $1, name from crowd),
       members as (insert into membership (project_id, person_id, org_id, role) select $5, id, $1, 'trainer' from crowd)
       insert into session (id, token_hash, org_id, person_id, expires_at)
       select id, token, $1, id, clock() + interval '1 day' from crowd`,
      [...all, project],
    );
    for (const { id } of people) {
      await refreshAgent(tx, id, project);
      tx.event({ kind: "person.added", body: { person: id, role: "member" } });
      tx.event({ kind: "member.set", project, body: { person: id, role: "trainer" } });
      tx.event({ kind: "session.started", body: { session: id, how: "password" } });
    }
  });
  return people.map(({ id, token, name }) => ({
    id,
    org: lead.org,
    name,
    url: test.url,
    headers: { cookie: `plumbline_session=${token}` },
  }));
}
