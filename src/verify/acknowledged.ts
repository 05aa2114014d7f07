import { canonicalJson } from "./canonical-json.ts";
import type { Check, LogEntry } from "./check.ts";

/** What the clients were told against what the database holds. */
export const acknowledged: Check[] = [
  {
    invariant: "I1",
    says: "an acknowledged answer is there, equal, exactly once",
    async find(client, log) {
      const wrong: string[] = [];
      for (const entry of byKey(log).values()) {
        if (entry.outcome === "handed-back") continue;
        const { rows } = await client.query<{ body: unknown }>(
          `select a.body from answer a join assignment h on h.item_id = a.item_id and h.id = $1
           where a.agent_id = $2 and a.project_id = $3`,
          [entry.assignment, entry.person, entry.project],
        );
        const equal = rows.filter((row) => canonicalJson(row.body) === canonicalJson(entry.body)).length;
        if (equal !== 1)
          wrong.push(`assignment ${entry.assignment}, key ${entry.key}: ${equal} equal answers`);
      }
      return wrong;
    },
  },
  {
    invariant: "I2",
    says: "an idempotency key has one outcome",
    async find(client, log) {
      const outcomes = new Map<string, Set<string>>();
      for (const entry of log) {
        const id = `${entry.person} ${entry.key}`;
        outcomes.set(id, (outcomes.get(id) ?? new Set()).add(entry.outcome));
      }
      const wrong = [...outcomes]
        .filter(([, seen]) => seen.size > 1)
        .map(([id]) => `${id} was answered differently`);
      const { rows } = await client.query<{ what: string }>(
        `select agent_id || ' ' || key || ' has no stored answer' as what from idempotency where response is null limit 20`,
      );
      return [...wrong, ...rows.map((row) => row.what)];
    },
  },
  {
    invariant: "I5",
    says: "text that was handed back is kept",
    async find(client, log) {
      const wrong: string[] = [];
      for (const entry of byKey(log).values()) {
        if (entry.outcome !== "handed-back") continue;
        const { rows } = await client.query<{ body: unknown }>(
          `select body from draft where assignment_id = $1
           union all select a.body from answer a join assignment h on h.item_id = a.item_id and h.id = $1 where a.agent_id = $2`,
          [entry.assignment, entry.person],
        );
        const kept = rows.some((row) => canonicalJson(row.body) === canonicalJson(entry.body));
        if (!kept) wrong.push(`assignment ${entry.assignment}, key ${entry.key}`);
      }
      return wrong;
    },
  },
];

/** A request that was answered twice, as a retry is, counts once. */
function byKey(log: readonly LogEntry[]): Map<string, LogEntry> {
  return new Map(log.map((entry) => [`${entry.person} ${entry.key}`, entry]));
}
