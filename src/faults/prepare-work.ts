import { createDatabase } from "#server/db/database.ts";
import { createPool } from "#server/db/pool.ts";
import { SUBSCRIBERS } from "#server/subscribers.ts";
import { addItems } from "#server/testing/add-items.ts";
import { buildCrowd, buildOrganization, buildProject, type TestPerson } from "#server/testing/make.ts";
import type { Site } from "./site.ts";

/** An organization, a project, items and people, made beside the server before anybody is killed. */
export async function prepareWork(
  site: Site,
  { people, items }: { people: number; items: number },
): Promise<{ project: string; people: TestPerson[] }> {
  const pool = createPool(await site.connection(), { max: 2 });
  try {
    const test = { url: site.url, services: { database: createDatabase(pool, SUBSCRIBERS) } } as Parameters<
      typeof buildOrganization
    >[0];
    const { owner } = await buildOrganization(test);
    const project = await buildProject(owner, { settings: { review: false, answersPerItem: 2 } });
    await addItems(test, owner, project, items);
    return { project, people: await buildCrowd(test, owner, project, people) };
  } finally {
    await pool.end();
  }
}
