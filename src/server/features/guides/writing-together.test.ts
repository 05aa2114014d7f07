import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { inReadingOrder, lintGuide, toSign } from "#guide/index.ts";
import { violationsOf } from "#verify/check.ts";
import { guideRules } from "#verify/guide-rules.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { idOf, rule, section, startGuideOf, violationsIn } from "./write-guide.case.ts";

const {
  guideCheckIns: checkIns,
  guideDrafts: drafts,
  guideHints: hints,
  guides,
  guideSignOff: signOff,
} = contract;

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const startGuide = () => startGuideOf(app, owner, org);
const violations = () => violationsIn(app);

describe("sign-off", () => {
  async function startSigned() {
    const guide = await startGuide();
    const safety = await guide.add(section("Safety"));
    const dose = await guide.add(rule("Give no dose", "Never."), safety.id);
    const law = await guide.add(rule("Name the country", "Always."), safety.id);
    const at = { ...guide.params, section: safety.id };
    await must(owner, signOff.demand, { params: at, body: { capacities: ["lawyer"] } });
    const list = async () => (await must(owner, signOff.list, { params: guide.params })).rows;
    return {
      ...guide,
      section: safety.id,
      dose,
      list,
      missing: async () => (await list()).flatMap(({ missing }) => missing),
      /** Signs the section as the person reads it now, or as it was read. */
      async sign(who: TestPerson, capacity: "lawyer" | "client" = "lawyer", read?: [string, string][]) {
        const { entries } = await must(who, drafts.get, { params: guide.params });
        const live = inReadingOrder(entries.filter(({ retired }) => retired === null));
        return call(who, signOff.sign, {
          params: at,
          body: { capacity, entries: read ?? toSign(live, safety.id) },
        });
      },
      async publish(unsigned: string | null = null, who = owner) {
        const { rev } = await must(who, drafts.get, { params: guide.params });
        return call(who, drafts.publish, { params: guide.params, body: { rev, unsigned } });
      },
      ids: [safety.id, dose.id, law.id].sort(),
    };
  }

  test("a signature holds for the exact text, and an edit voids it for the rule that it touched alone", async () => {
    const guide = await startSigned();
    const lara = await guide.person("Lara", "lawyer");
    expect((await guide.missing()).sort()).toEqual(guide.ids);
    expect(await guide.publish()).toMatchObject({ status: 409, problem: { detail: { missing: [{}] } } });
    expect(await guide.sign(owner)).toMatchObject({ status: 403 });
    expect(await guide.sign(lara, "client")).toMatchObject({ status: 403 });
    const before = toSign(
      inReadingOrder((await must(owner, drafts.get, { params: guide.params })).entries),
      guide.ids[0]!,
    );
    expect(await guide.sign(lara)).toMatchObject({ status: 200 });
    expect(await guide.list()).toMatchObject([{ missing: [], last: { by: { name: "Lara" } } }]);
    expect(await guide.publish()).toMatchObject({ data: { n: 1, unsigned: null } });

    await guide.save(guide.dose, rule("Give no dose", "Never, not even for headaches."));
    expect(await guide.missing()).toEqual([guide.dose.id]);
    expect(await guide.sign(lara, "lawyer", before)).toMatchObject({ status: 409 });
    expect(await guide.publish()).toMatchObject({ status: 409 });
    expect(await guide.sign(lara)).toMatchObject({ status: 200 });
    expect(await guide.publish()).toMatchObject({ data: { n: 2, unsigned: null } });
    expect(await violations()).toEqual([]);
  });

  test("publishing without a signature takes an owner and a reason, which stays with the version", async () => {
    const guide = await startSigned();
    const editor = await guide.person("Ed", "editor", "lawyer");
    expect(await guide.publish("No time.", editor)).toMatchObject({ status: 403 });
    const demand = { params: { ...guide.params, section: guide.section }, body: { capacities: [] } };
    expect(await call(editor, signOff.demand, demand)).toMatchObject({ status: 403 });
    const own = { ...guide.params, person: editor.id };
    const take = (...capacities: ("editor" | "lawyer" | "client")[]) =>
      call(editor, drafts.setCapacities, { params: own, body: { capacities } });
    expect(await take("editor", "client")).toMatchObject({ status: 403 });
    expect(await take("editor", "lawyer")).toMatchObject({ status: 200 });
    expect(await guide.publish("No time.")).toMatchObject({ data: { n: 1, unsigned: "No time." } });
    const { pool } = app.services.database;
    const { rows } = await pool.query(
      "select agent_id, body->'sections' as sections from event where kind = 'guide.waived' and body->>'guide' = $1",
      [guide.id],
    );
    expect(rows).toEqual([{ agent_id: owner.id, sections: [expect.any(String)] }]);
    expect(await violations()).toEqual([]);
  });

  test("the checker finds a version that was published without a signature, and a signature of other text", async () => {
    const guide = await startSigned();
    await guide.sign(await guide.person("Lara", "lawyer"));
    await guide.publish();
    const found = async (forgery: string) => {
      const client = await app.services.database.pool.connect();
      await client.query("begin");
      try {
        await client.query("alter table guide_signature disable trigger user");
        await client.query(forgery, [guide.id]);
        const messages: string[] = [];
        for await (const { message } of violationsOf(client as never, guideRules, [])) messages.push(message);
        return messages;
      } finally {
        await client.query("rollback");
        client.release();
      }
    };
    expect(await found("delete from guide_signature where guide_id = $1")).toEqual([
      expect.stringMatching(/signed.*version/),
    ]);
    expect(await found("update guide_signature set hash = '\\x00' where guide_id = $1")).toEqual([
      expect.stringMatching(/signature/),
    ]);
  });
});

test("a rule that says nothing is not published, and the answer names it", async () => {
  const guide = await startGuide();
  const empty = await guide.add(rule("Something about tone", " "));
  const { rev } = await must(owner, drafts.get, { params: guide.params });
  expect(await call(owner, drafts.publish, { params: guide.params, body: { rev } })).toMatchObject({
    status: 409,
    problem: { detail: { empty: [empty.id] } },
  });
});

test("a hint is dismissed with a reason, by editors", async () => {
  const guide = await startGuide();
  const brief = await guide.add(rule("Be brief", "As appropriate."));
  const reader = await guide.person("Rea", "reader");
  const dismiss = (who: TestPerson, reason: string) =>
    call(who, hints.dismiss, {
      params: { ...guide.params, entry: brief.id },
      body: { hint: "vague", words: ["appropriate"], reason },
    });
  expect(await dismiss(reader, "Clear enough.")).toMatchObject({ status: 403 });
  expect(await dismiss(owner, " ")).toMatchObject({ status: 422 });
  expect(await dismiss(owner, "Our readers know the norm.")).toMatchObject({ status: 200 });
  expect(await must(reader, hints.list, { params: guide.params })).toMatchObject({
    rows: [{ entry: brief.id, hint: "vague", words: ["appropriate"], reason: "Our readers know the norm." }],
  });
  expect(await violations()).toEqual([]);
});

test("a guide starts from our template, whose rules can be published as they are", async () => {
  const { id, rev, entries } = await must(owner, drafts.create, { body: { title: "New", template: true } });
  expect(entries.filter(({ content }) => content.kind === "section")).toHaveLength(8);
  const vague = lintGuide(inReadingOrder(entries)).filter(
    ({ kind }) => kind !== "no-owner" && kind !== "double",
  );
  expect(vague).toEqual([]);
  expect(await call(owner, drafts.publish, { params: { guide: id }, body: { rev } })).toMatchObject({
    data: { n: 1 },
  });
});

test("managers of a project that pinned a version hear of a newer one", async () => {
  const guide = await startGuide();
  const publish = async () => {
    const { rev } = await must(owner, drafts.get, { params: guide.params });
    return must(owner, drafts.publish, { params: guide.params, body: { rev } });
  };
  const brief = await guide.add(rule("Be brief", "Ten lines."));
  const version = await publish();
  const mona = await buildPerson(app, org, { name: "Mona" });
  const [pins, follows] = [await buildProject(owner), await buildProject(owner)];
  for (const [project, pinned] of [
    [pins, version.id],
    [follows, null],
  ] as const) {
    await join(owner, project, mona, "manager");
    await must(owner, guides.adopt, { params: { project }, body: { guide: guide.id, version: pinned } });
  }
  await guide.save(brief, rule("Be brief", "Five lines."));
  await publish();
  const { rows } = await must(mona, contract.notices.list, {});
  expect(rows).toMatchObject([{ kind: "guide-newer", projectId: pins, subject: "guide" }]);
});

test("a check-in tells what changed and was decided since the last one, and what waits", async () => {
  const guide = await startGuide();
  const style = await guide.add(section("Style"));
  const brief = await guide.add(rule("Be brief", "Ten lines."), style.id);
  const clara = await guide.person("Clara", "client");
  const read = () => must(clara, checkIns.get, { params: guide.params });
  const finish = (rev: number) => call(clara, checkIns.finish, { params: guide.params, body: { rev } });
  const first = await read();
  expect(first).toMatchObject({ last: null, toSign: [], decided: [], trouble: [] });
  expect(first.changes.map(({ kinds }) => kinds)).toEqual([["new"], ["new"]]);
  expect(await finish(first.rev)).toMatchObject({ status: 200 });
  expect((await read()).changes).toEqual([]);

  const id = idOf(await guide.suggest(clara, brief, rule("Be brief", "Five lines.")));
  expect(await read()).toMatchObject({ open: [{ id }], decided: [] });
  await guide.decide(owner, id, "taken");
  await must(owner, signOff.demand, {
    params: { ...guide.params, section: style.id },
    body: { capacities: ["client", "lawyer"] },
  });
  const next = await read();
  expect(next).toMatchObject({
    changes: [{ id: brief.id, kinds: ["reworded"], before: { content: { statement: "Ten lines." } } }],
    decided: [{ id, decision: { outcome: "taken" } }],
    toSign: [{ section: style.id, capacity: "client" }],
    open: [],
  });
  expect(await finish(first.rev)).toMatchObject({ status: 409 });
  expect(await violations()).toEqual([]);
});
