import { afterAll, beforeAll, expect, test } from "vitest";
import { spanFromUtf16 } from "#content/index.ts";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { call, must } from "../../../testing/call.ts";
import { buildOrganization, buildPerson, type TestPerson } from "../../../testing/make.ts";
import { type TestApp, testApp } from "../../../testing/test-app.ts";
import { rule, startGuideOf, violationsIn } from "../write-guide.case.ts";

const { guideComments: comments, notices } = contract;

let app: TestApp;
let owner: TestPerson;
let org: string;
beforeAll(async () => {
  app = await testApp();
  ({ org, owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

const heard = async (who: TestPerson) =>
  (await must(who, notices.list, {})).rows.map(({ kind, guideId, projectId, text }) => ({
    ...{ kind, guideId, projectId, text },
  }));

test("readers talk about a passage of a rule; its owner and who takes part hear of it, and editors settle it", async () => {
  const guide = await startGuideOf(app, owner, org);
  const [rea, ed] = [await guide.person("Rea", "reader"), await guide.person("Ed", "editor")];
  const statement = "Be 🙂 brief. Always.";
  const brief = await guide.add(RuleContent.parse({ ...rule("Be brief", statement), owner: ed.id }));
  const at = { params: { ...guide.params, entry: brief.id } };
  const place = { part: "entry" as const, entry: brief.id, field: "statement" };
  const anchor = { place, span: spanFromUtf16(statement, 6, 11) };
  expect(anchor.span.quotation).toBe("brief");
  const elsewhere = { place, span: { start: 0, end: 5, quotation: "brief" } };
  const body = { text: "How brief?", mentions: [] };
  expect(await call(rea, comments.start, { ...at, body: { ...body, anchor: elsewhere } })).toMatchObject({
    status: 422,
  });
  const stranger = await buildPerson(app, org, { name: "Sam" });
  expect(await call(stranger, comments.start, { ...at, body })).toMatchObject({ status: 404 });
  expect(
    await call(rea, comments.start, { ...at, body: { ...body, mentions: [stranger.id] } }),
  ).toMatchObject({ status: 422 });

  const { id: thread } = await must(rea, comments.start, { ...at, body: { ...body, anchor } });
  const saidTo = { guideId: guide.id, projectId: null };
  expect(await heard(ed)).toEqual([{ kind: "commented", text: "How brief?", ...saidTo }]);
  await guide.save(brief, RuleContent.parse({ ...rule("Be brief", "At most ten lines."), owner: ed.id }));
  const list = async (who: TestPerson) => (await must(who, comments.list, { params: guide.params })).rows;
  expect(await list(ed)).toMatchObject([
    { id: thread, anchor, unread: [expect.any(String)], resolved: false },
  ]);
  await must(ed, notices.read, { body: { notices: (await list(ed))[0]!.unread } });
  expect(await list(ed)).toMatchObject([{ unread: [] }]);

  const inThread = { params: { ...guide.params, thread } };
  await must(ed, comments.reply, { ...inThread, body: { text: "Ten lines.", mentions: [owner.id] } });
  expect(await heard(rea)).toEqual([{ kind: "replied", text: "Ten lines.", ...saidTo }]);
  expect(await heard(owner)).toEqual([{ kind: "mentioned", text: "Ten lines.", ...saidTo }]);
  const settle = { ...inThread, body: { resolved: true } };
  expect(await call(rea, comments.resolve, settle)).toMatchObject({ status: 403 });
  expect(await must(ed, comments.resolve, settle)).toMatchObject({ resolved: true });
  expect(await violationsIn(app)).toEqual([]);

  const foreigner = (await buildOrganization(app)).owner;
  expect(await call(foreigner, comments.reply, { ...inThread, body })).toMatchObject({ status: 404 });
  const other = await startGuideOf(app, owner, org);
  expect(await call(owner, comments.reply, { params: { ...other.params, thread }, body })).toMatchObject({
    status: 404,
  });

  // Who has no capacity any more hears and reads nothing of it; what is erased is gone.
  const { guideDrafts: drafts, people } = contract;
  await must(owner, drafts.setCapacities, {
    params: { ...guide.params, person: rea.id },
    body: { capacities: [] },
  });
  expect(await heard(rea)).toEqual([]);
  await must(owner, people.erase, { params: { person: ed.id } });
  expect((await list(owner))[0]!.comments.map(({ text }) => text)).toEqual(["How brief?", ""]);
  expect(await violationsIn(app)).toEqual([]);
});
