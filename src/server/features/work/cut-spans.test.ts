import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { claim, paramsOf } from "../../testing/do-work.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";
import { cutSpans } from "./cut-spans.ts";

let app: TestApp;
let lead: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner: lead } = await buildOrganization(app));
});
afterAll(() => app.stop());

test("spans that fit stay as they are; what is beyond the time that passed is cut and says so", () => {
  const fits = { kind: "read", from: 0, ms: 400 } as const;
  expect(cutSpans([fits], 1000.7)).toEqual([fits]);
  expect(
    cutSpans([fits, { kind: "write", from: 400, ms: 2e14 }, { kind: "check", from: 9e15, ms: 5 }], 1000),
  ).toEqual([
    fits,
    { kind: "write", from: 400, ms: 600, cut: true },
    { kind: "check", from: 1000, ms: 0, cut: true },
  ]);
  const twice = { kind: "write", from: 0, ms: 1000 } as const; // at the same time
  expect(cutSpans([twice, twice], 1000)).toEqual([twice, { ...twice, ms: 0, cut: true }]);
});

test("nobody has worked longer on an answer or a review than since it was handed over", async () => {
  const project = await buildProject(lead);
  const [item] = await addItems(app, lead, project, 1);
  const trainer = await buildPerson(app, lead.org);
  await join(lead, project, trainer, "trainer");
  const spans = [{ kind: "write", from: 0, ms: 9e15 } as const];
  const body = { body: { response: "Quick" }, spans };
  await must(trainer, contract.work.submit, { params: paramsOf((await claim(trainer, project))!), body });
  const review = (await claim(lead, project, { stage: "review" }))!;
  await must(lead, contract.work.review, { params: paramsOf(review), body: { decision: "accept", spans } });
  const { answers } = await must(lead, contract.items.get, { params: { project, item: item! } });
  expect(answers[0]!.spans).toEqual([{ kind: "write", from: 0, ms: expect.any(Number), cut: true }]);
  expect(answers[0]!.spans[0]!.ms).toBeLessThan(60_000);
  const { people } = await must(lead, contract.reports.project, { params: { project }, query: {} });
  for (const { activeMinutes } of people) expect(activeMinutes).toBeLessThan(1);
});
