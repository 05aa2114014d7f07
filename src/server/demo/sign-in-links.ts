import { change } from "../db/change.ts";
import { makeLink } from "../features/accounts/index.ts";
import type { Services } from "../services.ts";
import { LEAD, PEOPLE } from "./people.ts";

const DOORS = [LEAD, ...PEOPLE].filter((person) => person.door !== undefined);

/** A demo person with the link that signs them in once. */
export interface DemoDoor {
  name: string;
  door: string;
  url: string;
}

interface PersonRow {
  id: string;
  org: string;
  email: string;
}

/** Fresh single-use links for the demo's people; none where the database holds no demo. */
export async function openDemoDoors(services: Services): Promise<DemoDoor[]> {
  const { database } = services;
  const { rows } = await database.pool.query<PersonRow>(
    `select i.person_id as id, i.org_id as org, i.email from identity i
     where i.email = any($1) and exists (select from sign_in_link l where l.person_id = i.person_id and l.purpose = 'demo')`,
    [DOORS.map(({ email }) => email)],
  );
  const doors: DemoDoor[] = [];
  for (const { name, email, door } of DOORS) {
    const person = rows.find((row) => row.email === email);
    if (!person) continue;
    const link = await change(database, { org: person.org, agent: person.id }, (tx) =>
      makeLink(tx, services.baseUrl, { person: person.id, purpose: "demo" }),
    );
    doors.push({ name, door: door!, url: link.url });
  }
  return doors;
}

/** Marks the people with doors as the demo's, by giving each a first link. */
export async function rememberDemoPeople(services: Services): Promise<void> {
  const { database } = services;
  const { rows } = await database.pool.query<PersonRow>(
    "select person_id as id, org_id as org, email from identity where email = any($1)",
    [DOORS.map(({ email }) => email)],
  );
  for (const person of rows) {
    await change(database, { org: person.org, agent: person.id }, (tx) =>
      makeLink(tx, services.baseUrl, { person: person.id, purpose: "demo" }),
    );
  }
}
