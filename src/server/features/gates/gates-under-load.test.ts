import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { gateRules } from "#verify/gate-rules.ts";
import { addItems } from "../../testing/add-items.ts";
import { call, must } from "../../testing/call.ts";
import { buildCrowd, buildOrganization, buildProject, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { gates, guideDrafts, guides, work } = contract;
/** `npm run proofs -- gates` runs it with 300 readers and 200 claimants. */
const SCALE = Number(process.env.GATE_SCALE ?? 0.1);
const [READERS, CLAIMANTS] = [Math.ceil(300 * SCALE), Math.ceil(200 * SCALE)];
const TOUCHED = "summarization";

let site: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  site = await testApp({ poolSize: 12 });
  ({ owner: lead } = await buildOrganization(site));
});
afterAll(() => site.stop());

const rule = (title: string) =>
  RuleContent.parse({
    kind: "rule",
    title,
    statement: "Two sentences at most.",
    scope: { where: { of: "attribute", name: "skill", equals: TOUCHED } },
  });

test("nobody unread is handed a touched item after the gate, and nobody waits for an untouched one", async () => {
  const project = await buildProject(lead, { settings: { queueBy: ["skill"], review: false } });
  const params = { project };
  const people = await buildCrowd(site, lead, project, READERS + CLAIMANTS);
  const readers = people.slice(0, READERS);
  const claimants = people.slice(READERS);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const at = { params: { guide } };
  const added = await must(lead, guideDrafts.addEntry, { ...at, body: { content: rule("Short") } });
  const { id: entry } = added.entries[0]!;
  const publish = async (gated: boolean) => {
    const { rev } = await must(lead, guideDrafts.get, at);
    const body = { rev, note: "", gate: gated ? { from: null } : null };
    return must(lead, guideDrafts.publish, { ...at, body });
  };
  const reword = async () => {
    const { entries } = await must(lead, guideDrafts.get, at);
    const body = { base: entries[0]!.revision, content: rule(`Short ${randomUUID()}`) };
    await must(lead, guideDrafts.saveEntry, { params: { guide, entry }, body });
    return publish(true);
  };
  await publish(false);
  await must(lead, guides.adopt, { params, body: { guide } });
  await addItems(site, lead, project, people.length * 7);

  /** Answers whatever comes; why there was nothing more, or null. */
  const answer = async (person: TestPerson, most: number) => {
    for (let n = 0; n < most; n++) {
      const { assignment, reason } = await must(person, work.claim, { params, body: {} });
      if (!assignment) return reason;
      const done = { params: { project, assignment: assignment.id }, body: { body: { response: "Done" } } };
      await must(person, work.submit, done);
    }
    return null;
  };
  /** Reads until a version that was published meanwhile is read too. */
  const read = async (person: TestPerson) => {
    for (;;) {
      const { reading } = await must(person, gates.reading, { params });
      if (!reading) return;
      const body = { gate: reading.gate, version: reading.to.id, seconds: 1 };
      const outcome = await call(person, gates.acknowledge, { params, body });
      expect([200, 409]).toContain(outcome.status);
    }
  };

  await reword();
  const [reasons] = await Promise.all([
    Promise.all(claimants.map((person) => answer(person, 8))),
    reword(),
    ...readers.map(async (person) => {
      await read(person);
      await answer(person, 2);
    }),
  ]);
  // There are more untouched items than all of them take, so that nobody has to wait.
  expect(new Set(reasons)).toEqual(new Set([null]));

  const touched = await site.services.database.pool.query<{ agent: string; at: string; n: number }>(
    `select a.agent_id as agent, a.at, v.n from assignment a join item i on i.id = a.item_id
     join guide_version v on v.id = a.guide_version_id
     where a.project_id = $1 and i.attributes->>'skill' = $2 and v.n > 1`,
    [project, TOUCHED],
  );
  const passed = await site.services.database.pool.query<{ agent: string; n: number }>(
    `select k.agent_id as agent, v.n from acknowledgement k join guide_version v on v.id = k.version_id
     where k.project_id = $1`,
    [project],
  );
  const unread = touched.rows.filter(
    ({ agent, n }) => !passed.rows.some((one) => one.agent === agent && one.n >= n),
  );
  expect(unread).toEqual([]);
  expect(touched.rows.length).toBeGreaterThan(0);
  expect(await verifyAll()).toEqual([]);
}, 600_000);

async function verifyAll() {
  const client = await site.services.database.pool.connect();
  const found = await verify(client as never, gateRules, []);
  client.release();
  return found;
}
