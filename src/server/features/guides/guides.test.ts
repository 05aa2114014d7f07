import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { contract } from "#contract/index.ts";
import { type EntryContent, inReadingOrder, RuleContent } from "#guide/index.ts";
import { type Check, verify } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { provenRows } from "#verify/proven-rows.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideAudience, guideDrafts: drafts, guides } = contract;

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const rule = (title: string, statement = `Do ${title}.`): EntryContent =>
  RuleContent.parse({ kind: "rule", title, statement });
const section = (title: string): EntryContent => ({ kind: "section", title, definition: "" });

/** A guide of one person, and what they do in it. */
async function startGuide(who: TestPerson, title = "House style") {
  const { id } = await must(who, drafts.create, { body: { title } });
  const params = { guide: id };
  const at = (entry: string) => ({ ...params, entry });
  return {
    id,
    params,
    async add(content: EntryContent, place: { parent?: string; after?: string } = {}) {
      const { entries } = await must(who, drafts.addEntry, { params, body: { content, ...place } });
      return entries.at(-1)!;
    },
    save: (entry: DraftEntry, content: EntryContent) =>
      must(who, drafts.saveEntry, { params: at(entry.id), body: { base: entry.revision, content } }),
    split: (entry: DraftEntry, parts: EntryContent[]) =>
      must(who, drafts.splitEntry, { params: at(entry.id), body: { base: entry.revision, parts } }),
    merge: (entry: DraftEntry, others: DraftEntry[], content: EntryContent) =>
      must(who, drafts.mergeEntries, {
        params: at(entry.id),
        body: { base: entry.revision, others: others.map((o) => ({ id: o.id, base: o.revision })), content },
      }),
    move: (entry: string, place: { parent?: string | null; after?: string | null }) =>
      must(who, drafts.moveEntry, { params: at(entry), body: place }),
    retire: (entry: string) => must(who, drafts.retireEntry, { params: at(entry) }),
    restore: (entry: string) => must(who, drafts.restoreEntry, { params: at(entry) }),
    async live() {
      const { entries } = await must(who, drafts.get, { params });
      return inReadingOrder(entries.filter(({ retired }) => retired === null));
    },
    async publish(note = "") {
      const { rev } = await must(who, drafts.get, { params });
      return must(who, drafts.publish, { params, body: { rev, note } });
    },
  };
}

async function verified(checks: Check[]): Promise<void> {
  const client = await app.services.database.pool.connect();
  try {
    expect(await verify(client as never, checks, [])).toEqual([]);
  } finally {
    client.release();
  }
}

const titles = (entries: readonly { content: EntryContent }[]) => entries.map(({ content }) => content.title);

test("a guide is written, published and read under the numbers of its version", async () => {
  const guide = await startGuide(owner);
  const style = await guide.add(section("Style"));
  const brief = await guide.add(rule("Be brief"), { parent: style.id });
  await guide.add(rule("Be kind"), { parent: style.id });
  await guide.add(rule("Be exact"), { parent: style.id, after: brief.id });
  await guide.add(section("Opening"));
  const first = await guide.publish("The beginning");
  expect(first).toMatchObject({ n: 1, note: "The beginning", guide: guide.id, by: { id: owner.id } });

  await guide.save(brief, rule("Be very brief"));
  const second = await guide.publish();
  const read = (version: string) => must(owner, drafts.version, { params: { ...guide.params, version } });
  const before = await read(first.id);
  expect(before.entries.map(({ number, content }) => `${number} ${content.title}`)).toEqual([
    "1 Opening",
    "2 Style",
    "2.1 Be kind",
    "2.2 Be brief",
    "2.3 Be exact",
  ]);
  expect(before.body).toContain("Be brief");
  expect(titles((await read(second.id)).entries)).toContain("Be very brief");
  const history = await must(owner, drafts.entry, { params: { ...guide.params, entry: brief.id } });
  expect(history.revisions.map(({ n }) => n)).toEqual([2, 1]);
  expect(history.versions.map(({ n, number }) => [n, number])).toEqual([
    [2, "2.2"],
    [1, "2.2"],
  ]);
});

test("an edit of an older revision is refused with the newest text, and nothing is lost", async () => {
  const guide = await startGuide(owner);
  const entry = await guide.add(rule("Be brief"));
  await guide.save(entry, rule("Be brief", "At most ten lines."));
  const late = await call(owner, drafts.saveEntry, {
    params: { ...guide.params, entry: entry.id },
    body: { base: entry.revision, content: rule("Be brief", "At most five lines.") },
  });
  expect(late).toMatchObject({
    status: 409,
    problem: {
      detail: { entry: entry.id, theirs: { statement: "At most ten lines." }, fields: ["statement"] },
    },
  });
  expect((await guide.live())[0]).toMatchObject({ n: 2, content: { statement: "At most ten lines." } });
});

test("edits of different paragraphs by two people are both kept", async () => {
  const guide = await startGuide(owner);
  const entry = await guide.add(rule("Be brief", "One.\n\nTwo."));
  await guide.save(entry, rule("Be brief", "One!\n\nTwo."));
  const { entries } = await guide.save(entry, rule("Be brief", "One.\n\nTwo!"));
  expect(entries).toMatchObject([{ n: 3, content: { statement: "One!\n\nTwo!" } }]);
});

test("who saves what is saved already is answered with the entry, which keeps its revision", async () => {
  const guide = await startGuide(owner);
  const entry = await guide.add(rule("Be brief"));
  const saved = await guide.save(entry, rule("Be brief", "Always."));
  const again = await guide.save(entry, rule("Be brief", "Always."));
  const { id, revision, n } = saved.entries[0]!;
  expect(again.entries).toMatchObject([{ id, revision, n, rev: again.rev }]);
});

test("versions are compared with each other and with the draft, across a split", async () => {
  const guide = await startGuide(owner);
  const compare = (query: { from?: number; to?: number }) =>
    must(owner, drafts.compare, { params: guide.params, query });
  const told = async (query: { from?: number; to?: number }) => {
    const { from, to, changes } = await compare(query);
    return [from, to, ...changes.map(({ kinds, after }) => `${after?.number} ${kinds.join("+")}`)];
  };
  const whole = await guide.add(rule("Brief and kind"));
  expect(await told({})).toEqual([null, null, "1 new"]);
  await guide.publish();
  await guide.split(whole, [rule("Brief"), rule("Kind")]);
  expect(await told({})).toEqual([1, null, "1 reworded", "2 split"]);
  await guide.publish();
  expect(await told({})).toEqual([2, null]);
  expect(await told({ to: 2 })).toEqual([1, 2, "1 reworded", "2 split"]);
  expect(await call(owner, drafts.compare, { params: guide.params, query: { from: 9 } })).toMatchObject({
    status: 404,
  });
});

test("changes since a revision are told, with who has which entry open", async () => {
  const guide = await startGuide(owner);
  const entry = await guide.add(rule("Be brief"));
  await guide.add(rule("Be kind"));
  const admin = await buildPerson(app, org, { role: "admin", name: "Ada" });
  const { rev } = await must(admin, drafts.changes, {
    params: guide.params,
    query: { since: 0, at: entry.id },
  });
  await guide.save(entry, rule("Be briefer"));
  const told = await must(owner, drafts.changes, { params: guide.params, query: { since: rev } });
  expect(titles(told.entries)).toEqual(["Be briefer"]);
  expect(told.people).toEqual([{ person: { id: admin.id, name: "Ada" }, entry: entry.id }]);
});

describe("places", () => {
  test("entries move with what is in them, and no section into itself", async () => {
    const guide = await startGuide(owner);
    const [a, b] = [await guide.add(section("A")), await guide.add(section("B"))];
    const inner = await guide.add(rule("Inner"), { parent: a.id });
    await guide.move(a.id, { parent: b.id });
    expect(titles(await guide.live())).toEqual(["B", "A", "Inner"]);
    const into = (entry: string, parent: string) =>
      call(owner, drafts.moveEntry, { params: { ...guide.params, entry }, body: { parent } });
    expect(await into(b.id, a.id)).toMatchObject({ status: 422 });
    expect(await into(b.id, b.id)).toMatchObject({ status: 422 });
    expect(await into(a.id, inner.id)).toMatchObject({ status: 422 });
    expect(await into(a.id, randomUUID())).toMatchObject({ status: 404 });
  });

  test("a place between two neighbours is found again and again", async () => {
    const guide = await startGuide(owner);
    const first = await guide.add(rule("first"));
    await guide.add(rule("last"), { after: first.id });
    for (let n = 40; n > 0; n--) await guide.add(rule(`${n}`), { after: first.id });
    const expected = ["first", ...Array.from({ length: 40 }, (_, n) => `${n + 1}`), "last"];
    expect(titles(await guide.live())).toEqual(expected);
  });

  test("a section retires and comes back with what was in it, not with what had retired before", async () => {
    const guide = await startGuide(owner);
    const style = await guide.add(section("Style"));
    const [kept, gone] = [
      await guide.add(rule("Kept"), { parent: style.id }),
      await guide.add(rule("Gone"), { parent: style.id }),
    ];
    await guide.retire(gone.id);
    await guide.retire(style.id);
    expect(await guide.live()).toEqual([]);
    await guide.restore(kept.id);
    expect(await guide.live()).toMatchObject([{ id: kept.id, parent: null }]);
    await guide.restore(style.id);
    expect(titles(await guide.live()).sort()).toEqual(["Kept", "Style"]);
  });

  test("a rule does not come back outside of a section that not everyone reads", async () => {
    const guide = await startGuide(owner);
    const secret = await guide.add(section("Secret"));
    const inside = await guide.add(rule("Inside"), { parent: secret.id });
    const params = { guide: guide.id };
    await must(owner, guideAudience.set, { params, body: { section: secret.id, audience: "managers" } });
    await guide.retire(secret.id);
    const back = await call(owner, drafts.restoreEntry, { params: { ...params, entry: inside.id } });
    expect(back).toMatchObject({ status: 409, problem: { code: "not_ready" } });
    await guide.restore(secret.id);
    expect(await guide.live()).toMatchObject([{ id: secret.id }, { id: inside.id, parent: secret.id }]);
  });
});

describe("lineage", () => {
  test("a part that is merged back into what it came from survives, so that descent makes no circle", async () => {
    const guide = await startGuide(owner);
    const whole = await guide.add(rule("Brief and kind"));
    const { entries: parts } = await guide.split(whole, [rule("Brief"), rule("Kind")]);
    const [brief, kind] = [
      parts.find(({ id }) => id === whole.id)!,
      parts.find(({ id }) => id !== whole.id)!,
    ];
    expect(kind.position).toBeGreaterThan(brief.position);
    await guide.merge(brief, [kind], rule("Brief and kind again"));
    expect(await guide.live()).toMatchObject([{ id: kind.id, position: brief.position }]);
    const { lineage } = await must(owner, drafts.entry, { params: { ...guide.params, entry: kind.id } });
    expect(lineage.map(({ kind: how, from, to }) => [how, from, to]).sort()).toEqual([
      ["merged", whole.id, kind.id],
      ["split", whole.id, kind.id],
    ]);
  });
});

describe("projects", () => {
  test("follow their guide from version to version, unless they pinned one", async () => {
    const guide = await startGuide(owner);
    const entry = await guide.add(rule("Be brief"));
    const [follows, pins] = [await buildProject(owner), await buildProject(owner)];
    const adopt = (project: string, version: string | null) =>
      must(owner, guides.adopt, { params: { project }, body: { guide: guide.id, version } });
    const now = async (project: string) => (await must(owner, guides.get, { params: { project } })).guide;
    expect(await now(follows)).toBeNull();
    await adopt(follows, null);
    expect(await now(follows)).toMatchObject({ version: null, newest: null });
    const first = await guide.publish();
    await adopt(pins, first.id);
    await guide.save(entry, rule("Be briefer"));
    await guide.publish();
    expect(await now(follows)).toMatchObject({ pinned: false, version: { n: 2 }, newest: 2 });
    expect(await now(pins)).toMatchObject({ pinned: true, version: { n: 1 }, newest: 2 });
    expect(titles((await now(pins))!.entries)).toEqual(["Be brief"]);
    await adopt(pins, null);
    expect(await now(pins)).toMatchObject({ pinned: false, version: { n: 2 } });
    const { pool } = app.services.database;
    const { rows } = await pool.query("select guide_n from project_now where id = any($1)", [
      [follows, pins],
    ]);
    expect(rows).toEqual([{ guide_n: 2 }, { guide_n: 2 }]);
  });

  test("a text is published for a guide without entries alone", async () => {
    const project = await buildProject(owner);
    const publish = () => call(owner, guides.publish, { params: { project }, body: { body: "Be kind." } });
    expect(await publish()).toMatchObject({ data: { n: 1, body: "Be kind." } });
    const adopted = (await must(owner, guides.get, { params: { project } })).guide!;
    const content = rule("Be kind");
    await must(owner, drafts.addEntry, { params: { guide: adopted.id }, body: { content } });
    expect(await publish()).toMatchObject({ status: 409 });
  });

  test("of two who publish at once one wins, and the other one learns why", async () => {
    const guide = await startGuide(owner);
    await guide.add(rule("Be brief"));
    const { rev } = await must(owner, drafts.get, { params: guide.params });
    const both = await Promise.all(
      [1, 2].map(() => call(owner, drafts.publish, { params: guide.params, body: { rev } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await must(owner, drafts.versions, { params: guide.params })).rows).toHaveLength(1);
  });
});

test("who may read and write a guide is said by its projects and its capacities", async () => {
  const guide = await startGuide(owner);
  await guide.add(rule("Be brief"));
  const project = await buildProject(owner);
  const [manager, trainer, outsider, reader] = (await Promise.all(
    ["m", "t", "o", "r"].map(() => buildPerson(app, org)),
  )) as [TestPerson, TestPerson, TestPerson, TestPerson];
  await join(owner, project, manager, "manager");
  await join(owner, project, trainer, "trainer");
  const grant = (person: TestPerson, capacities: ("reader" | "editor")[], by = owner) =>
    call(by, drafts.setCapacities, { params: { ...guide.params, person: person.id }, body: { capacities } });
  await grant(reader, ["reader"]);
  const { owner: foreigner } = await buildOrganization(app);
  const read = async (who: TestPerson) => (await call(who, drafts.get, { params: guide.params })).status;
  const write = async (who: TestPerson) =>
    (await call(who, drafts.addEntry, { params: guide.params, body: { content: rule("More") } })).status;
  const doors = async (who: TestPerson) => [await read(who), await write(who)];
  expect(await doors(manager)).toEqual([404, 404]);
  await must(owner, guides.adopt, { params: { project }, body: { guide: guide.id } });
  expect(await doors(manager)).toEqual([200, 200]);
  expect(await doors(reader)).toEqual([200, 403]);
  expect((await grant(outsider, ["editor"], reader)).status).toBe(403);
  await grant(reader, ["editor"], manager);
  expect(await doors(reader)).toEqual([200, 200]);
  expect((await must(owner, drafts.people, { params: guide.params })).rows).toContainEqual({
    person: { id: reader.id, name: reader.name },
    capacities: ["editor"],
  });
  await grant(reader, []);
  expect(await doors(reader)).toEqual([404, 404]);
  await grant(owner, ["reader"]); // takes away what they have by starting it
  await verified([provenRows]);
  expect(await doors(trainer)).toEqual([404, 404]);
  expect(await doors(outsider)).toEqual([404, 404]);
  expect(await doors(foreigner)).toEqual([404, 404]);
  expect((await grant(foreigner, ["reader"])).status).toBe(404);
  const start = async (who: TestPerson) =>
    (await call(who, drafts.create, { body: { title: "Mine" } })).status;
  expect([await start(manager), await start(trainer), await start(outsider)]).toEqual([200, 403, 403]);
  const elsewhere = await must(foreigner, drafts.create, { body: { title: "Theirs" } });
  expect(
    await call(owner, guides.adopt, { params: { project }, body: { guide: elsewhere.id } }),
  ).toMatchObject({ status: 404 });
});

test("what was written and published here breaks no invariant", () => verified([...guideRules, provenRows]));
