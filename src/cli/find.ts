import type { GuideSummary } from "#contract/guide-drafts.ts";
import type { Person } from "#contract/people.ts";
import type { Project } from "#contract/projects.ts";
import type { Release } from "#contract/releases.ts";
import type { Client } from "#sdk/index.ts";
import { CommandError } from "./errors.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A project by its id or its name.
 * @throws CommandError where none has the name, or several have
 */
export async function findProject(client: Client, said: string): Promise<Project> {
  if (UUID.test(said)) return client.projects.get({ params: { project: said.toLowerCase() } });
  const current = await client.projects.list();
  const archived = await client.projects.list({ query: { archived: "true" } });
  return only([...current.rows, ...archived.rows], ({ name }) => name === said, "project", said);
}

/** A guide by its id or its title. */
export async function findGuide(client: Client, said: string): Promise<GuideSummary> {
  const { rows } = await client.guideDrafts.list();
  return only(rows, ({ id, title }) => id === said.toLowerCase() || title === said, "guide", said);
}

/** A person by id, address or name. */
export async function findPerson(client: Client, said: string): Promise<Person> {
  const { rows } = await client.people.list();
  const isMeant = ({ id, email, name }: Person) =>
    id === said.toLowerCase() || email?.toLowerCase() === said.toLowerCase() || name === said;
  return only(rows, isMeant, "person", said);
}

/** The id of an item, by it or by the external id. */
export async function findItem(client: Client, project: string, said: string): Promise<string> {
  if (UUID.test(said)) return said.toLowerCase();
  const { rows } = await client.search.items({ params: { project }, query: { externalId: said } });
  return only(rows, () => true, "item", said).id;
}

/** A release by its number (3), its id or its name; "latest" is the newest that is ready. */
export async function findRelease(client: Client, project: string, said: string): Promise<Release> {
  const { rows } = await client.releases.list({ params: { project } });
  if (said === "latest") {
    const newest = rows.filter(({ state }) => state === "ready").sort((a, b) => b.n - a.n)[0];
    if (!newest) throw new CommandError("No release is ready yet.");
    return newest;
  }
  const isMeant = ({ n, id, name }: Release) =>
    String(n) === said || id === said.toLowerCase() || name === said;
  return only(rows, isMeant, "release", said);
}

function only<T>(rows: T[], isMeant: (row: T) => boolean, noun: string, said: string): T {
  const found = rows.filter(isMeant);
  if (found.length > 1) throw new CommandError(`Several are called ${said}: give the ${noun}'s id instead.`);
  if (!found[0]) throw new CommandError(`There is no ${noun} ${said} that this key may see.`);
  return found[0];
}
