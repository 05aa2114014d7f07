import { type Material, SKILLS } from "#content/index.ts";
import { change } from "../db/change.ts";
import { idText } from "../db/id.ts";
import { connectionOf, createPool } from "../db/pool.ts";
import { addItems as add, lockNextItems, NewItems } from "../features/items/index.ts";
import type { TestPerson } from "./make.ts";
import type { TestApp } from "./test-app.ts";

/** Adds items to a project as an import would, without a file. Returns their ids in order. */
export async function addItems(
  test: TestApp,
  lead: TestPerson,
  project: string,
  count: number,
  material: (n: number) => Material = (n) => ({ prompt: [{ role: "user", content: `Prompt ${n}` }] }),
  language = "en",
): Promise<string[]> {
  const batch = new NewItems({ org: lead.org, project, import: null }, 1 << 16);
  const items = Int32Array.from({ length: count }, (_, n) =>
    batch.add({
      material: material(n),
      hidden: {},
      attributes: { language, skill: SKILLS[n % SKILLS.length]! },
      externalId: null,
      family: null,
      split: null,
    }),
  );
  const ids = Array.from(items, (item) => Buffer.from(batch.idOf(item)));
  const keys = new Map(ids.entries()); // the same text may be added again
  const { pool, subscribers } = test.services.database;
  const copying = createPool(connectionOf(pool), { max: 1, copies: true });
  await change({ pool: copying, subscribers }, { org: lead.org, agent: lead.id }, async (tx) => {
    await lockNextItems(tx, project);
    const { rows } = await tx.client.query<{ now: string }>("select clock() as now");
    const placed = await add(tx, project, batch, { items, keys, time: rows[0]!.now });
    tx.event({ kind: "items.imported", project, body: { added: count, ...placed } });
  });
  await copying.end();
  return ids.map(idText);
}
