import { afterAll, beforeAll, expect, test } from "vitest";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { change } from "../../db/change.ts";
import type { Change } from "../../db/open-change.ts";
import { buildOrganization } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { addEntry } from "./add-entry.ts";
import { createGuide } from "./create-guide.ts";
import { mergeEntries } from "./merge-entries.ts";
import { moveEntry } from "./move-entry.ts";
import { publishVersion } from "./publish-version.ts";
import { restoreEntry, retireEntry } from "./retire-entry.ts";
import { type Head, readHeads } from "./revise.ts";
import { saveEntry } from "./save-entry.ts";
import { splitEntry } from "./split-entry.ts";

const VERSIONS = 50;
const STEPS = 4;
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

/** Numbers from 0 up to a bound, the same ones for a seed. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("over 50 versions of random edits, splits, merges and moves, counts by ancestor equal a recount", {
  timeout: 120_000,
}, async () => {
  const { owner, org } = await buildOrganization(app);
  const seed = Number(process.env.PROPERTY_SEED ?? 20_260_101);
  const draw = draws(seed);
  const run = <T>(verb: (tx: Change) => Promise<T>) =>
    change(app.services.database, { org, agent: owner.id }, verb);
  const guide = await run((tx) => createGuide(tx, "House style", null));
  let made = 0;
  const newRule = (): EntryContent =>
    RuleContent.parse({ kind: "rule", title: `Rule ${++made}`, statement: "x" });
  const heads = () => run((tx) => readHeads(tx, guide));
  const live = (all: readonly Head[]) => all.filter(({ retired }) => retired === null);

  /** What came from what, told by who was there before and after a step. */
  const children = new Map<string, Set<string>>();
  const descend = (from: string, to: string) => children.set(from, (children.get(from) ?? new Set()).add(to));
  /** In how many versions each entry is. */
  const cited = new Map<string, number>();

  async function step(): Promise<void> {
    const before = await heads();
    const rules = live(before);
    const pick = () => rules[draw(rules.length)]!;
    const gone = before.filter(({ retired }) => retired !== null);
    const what = rules.length < 3 ? 0 : draw(7);
    if (what === 0) await run((tx) => addEntry(tx, guide, { content: newRule(), parent: null, after: null }));
    if (what === 1) {
      const { id, revision } = pick();
      await run((tx) => saveEntry(tx, guide, id, { base: revision, content: newRule() }));
    }
    if (what === 2) {
      const { id, revision } = pick();
      const parts = [newRule(), newRule(), ...(draw(2) ? [newRule()] : [])];
      await run((tx) => splitEntry(tx, guide, id, { base: revision, parts }));
      const known = new Set(before.map((head) => head.id));
      for (const head of await heads()) if (!known.has(head.id)) descend(id, head.id);
    }
    if (what === 3) {
      const merged = [...new Set([pick(), pick(), pick()])];
      if (merged.length < 2) return;
      const [first, ...others] = merged;
      const body = {
        base: first!.revision,
        others: others.map(({ id, revision }) => ({ id, base: revision })),
        content: newRule(),
      };
      await run((tx) => mergeEntries(tx, guide, first!.id, body));
      const left = new Set(live(await heads()).map(({ id }) => id));
      const survivors = merged.filter(({ id }) => left.has(id));
      expect(survivors).toHaveLength(1);
      for (const { id } of merged) if (!left.has(id)) descend(id, survivors[0]!.id);
    }
    if (what === 4) {
      const [one, other] = [pick(), pick()];
      if (one !== other) await run((tx) => moveEntry(tx, guide, one.id, { parent: null, after: other.id }));
    }
    if (what === 5) await run((tx) => retireEntry(tx, guide, pick().id));
    if (what === 6 && gone.length > 0)
      await run((tx) => restoreEntry(tx, guide, gone[draw(gone.length)]!.id));
  }

  const { pool } = app.services.database;
  for (let n = 1; n <= VERSIONS; n++) {
    for (let steps = 0; steps < STEPS; steps++) await step();
    const { rows } = await pool.query<{ rev: number }>("select rev from guide where id = $1", [guide]);
    await run((tx) => publishVersion(tx, guide, { rev: rows[0]!.rev, note: "", gate: null }));
    for (const { id } of live(await heads())) cited.set(id, (cited.get(id) ?? 0) + 1);
  }

  const reach = (from: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(from)) {
      seen.add(from);
      for (const to of children.get(from) ?? []) reach(to, seen);
    }
    return seen;
  };
  const recount = (await heads()).map(({ id }) => [
    id,
    [...reach(id)].reduce((sum, entry) => sum + (cited.get(entry) ?? 0), 0),
  ]);
  const { rows: counted } = await pool.query<{ id: string; n: number }>(
    `select d.ancestor_id as id, count(x.entry_id) as n from rule_descent d
     left join guide_version_entry x on x.entry_id = d.entry_id where d.org_id = $1 group by d.ancestor_id`,
    [org],
  );
  expect(Object.fromEntries(counted.map(({ id, n }) => [id, n])), `seed ${seed}`).toEqual(
    Object.fromEntries(recount),
  );
  const client = await pool.connect();
  try {
    expect(await verify(client as never, guideRules, []), `seed ${seed}`).toEqual([]);
  } finally {
    client.release();
  }
});
