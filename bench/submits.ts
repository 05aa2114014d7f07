import { Agent } from "node:http";
import { cookieOf, PROJECT } from "./bench-site.ts";
import { load, shoot } from "./http-load.ts";
import type { Figures } from "./measure.ts";

/** Each of so many people takes one item; gives the assignments. */
export async function claimAll(port: number, people: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const ids: string[] = [];
  let n = 0;
  const lane = async () => {
    while (n < people) {
      const mine = n++;
      const path = `/api/projects/${PROJECT}/work/claim`;
      const { body } = await shoot(agent, port, { method: "POST", path, headers: cookieOf(mine), body: {} });
      ids[mine] = (JSON.parse(body) as { assignment: { id: string } }).assignment.id;
    }
  };
  await Promise.all(Array.from({ length: 20 }, lane));
  agent.destroy();
  return ids;
}

/** Each submits their item, over so many connections. `key` makes this run's idempotency keys. */
export function submitAll(
  port: number,
  { connections, assignments, key }: { connections: number; assignments: string[]; key: string },
): Promise<Figures> {
  return load(port, {
    connections,
    patient: true,
    count: assignments.length,
    next: (n) => ({
      method: "POST",
      path: `/api/projects/${PROJECT}/work/${assignments[n]}/submit`,
      headers: { ...cookieOf(n), "idempotency-key": `bench-${key}-${n}` },
      body: { body: { response: `An answer of a usual length, written for item ${n}. `.repeat(6) } },
    }),
  });
}
