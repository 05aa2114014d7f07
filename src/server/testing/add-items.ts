import { createHash } from "node:crypto";
import { type Material, SKILLS } from "#content/index.ts";
import { change } from "../db/change.ts";
import { newId } from "../db/id.ts";
import { queuesFor, slotPosition } from "../features/work/index.ts";
import type { TestPerson } from "./make.ts";
import type { TestApp } from "./test-app.ts";

/** Adds items to a project as an import would, without a file. Returns their ids in order. */
export async function addItems(
  test: TestApp,
  lead: TestPerson,
  project: string,
  count: number,
  material: (n: number) => Material = (n) => ({ prompt: [{ role: "user", content: `Prompt ${n}` }] }),
): Promise<string[]> {
  return change(test.services.database, { org: lead.org, agent: lead.id }, async (tx) => {
    const attributes = Array.from({ length: count }, (_, n) => ({
      language: "en",
      skill: SKILLS[n % SKILLS.length]!,
    }));
    const queues = await queuesFor(tx, project, attributes);
    const ids: string[] = [];
    for (let n = 0; n < count; n++) {
      const id = newId();
      const hash = createHash("sha256").update(id).digest();
      const { rows } = await tx.client.query<{ position: number }>(
        `insert into item (id, org_id, project_id, position, key, attributes, hash, shown)
         values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from item where project_id = $3), $1, $4, $5, $6) returning position`,
        [id, lead.org, project, JSON.stringify(attributes[n]), hash, JSON.stringify(material(n))],
      );
      const { queue, slots } = queues[n]!;
      for (let slot = 0; slot < slots; slot++) {
        const position = slotPosition(1, rows[0]!.position, slot);
        await tx.client.query(
          "insert into slot (org_id, item_id, queue_id, n, position) values ($1, $2, $3, $4, $5)",
          [lead.org, id, queue, slot, position],
        );
      }
      ids.push(id);
    }
    tx.event({ kind: "items.imported", project, body: { added: count } });
    return ids;
  });
}
