import type { Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { contract } from "#contract/index.ts";
import type { ProjectSettings } from "#contract/projects.ts";
import type { Form } from "#kinds/form.ts";
import { newId } from "../db/id.ts";
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
  return { org, owner: await buildPerson(test, org, { role: "owner" }) };
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
  await pool.query(
    "insert into session (id, token_hash, org_id, person_id, expires_at) values ($1, $2, $3, $4, clock() + interval '1 day')",
    [newId(), hashSecret(token), org, id],
  );
  return { id, org, name, url: test.url, headers: { cookie: `plumbline_session=${token}` } };
}

/** An API key of a person. */
export async function buildKey(test: TestApp, person: TestPerson, scopes: Scope[]): Promise<Visitor> {
  const secret = newSecret();
  await test.services.database.pool.query(
    "insert into api_key (id, org_id, person_id, name, prefix, hash, scopes) values ($1, $2, $3, 'test', 'pl', $4, $5)",
    [newId(), person.org, person.id, hashSecret(secret), scopes],
  );
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
      settings: options.settings ?? {},
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
