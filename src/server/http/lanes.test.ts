import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Group } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { addItems } from "../testing/add-items.ts";
import { call, must } from "../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, type TestPerson } from "../testing/make.ts";
import { type TestApp, testApp } from "../testing/test-app.ts";
import { BOUNDS, ReadLane } from "./lanes.ts";

const { accounts, releases } = contract;
let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

test("who asks for 20 exports and 12 verifies has one run, three wait and the rest refused; others notice nothing", async () => {
  const project = await buildProject(owner);
  await addItems(app, owner, project, 3);
  const greedy = await buildPerson(app, owner.org, { role: "admin" });
  const { pool, heavy } = app.services.database;
  const held = await Promise.all([heavy.pool.connect(), heavy.pool.connect()]); // so that the first verify stays
  const letGo = () => {
    for (const client of held.splice(0)) client.release();
  };
  onTestFinished(letGo);
  let refused = 0;
  const ask = async (n: number) => {
    const outcome =
      n >= 12
        ? await call(greedy, releases.export, { params: { project } })
        : await call(greedy, releases.verify, { params: { project, release: owner.id } });
    if (outcome.status === 429) {
      refused++;
      expect(outcome).toMatchObject({ problem: { code: "busy_with_yours" } });
      expect(Number(outcome.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    return outcome.status;
  };
  const { running, waiting } = BOUNDS.files;
  const admitted = running.one + waiting.one;
  const asked = Array.from({ length: 32 }, (_, n) => ask(n));
  await expect.poll(() => refused, { timeout: 4_000 }).toBe(32 - admitted); // a connection is waited for longer
  await must(owner, accounts.me, {});
  expect(pool.totalCount - pool.idleCount).toBe(0);
  const patient = must(owner, releases.export, { params: { project } });
  letGo();
  expect(
    String(await patient)
      .trim()
      .split("\n"),
  ).toHaveLength(3);
  const statuses = await Promise.all(asked);
  expect(statuses.filter((status) => status !== 429)).toHaveLength(admitted);
});

test("whatever is made while it is downloaded, and every list of a whole project, has a lane", () => {
  const heavy = Object.entries(contract).flatMap(([feature, group]) =>
    Object.entries(group as Group)
      .filter(([, { transfer }]) => transfer === "download" || ["search", "reports"].includes(feature))
      .map(([name, { lane }]) => [`${feature}.${name}`, lane] as const),
  );
  const without = heavy.filter(([, lane]) => lane === null).map(([name]) => name);
  expect(without).toEqual(["releases.download"]); // a file as it lies in the store
});

test("a lane takes who has come first, passes over who has enough, and forgets who has left", async () => {
  const lane = new ReadLane({ running: { all: 2, one: 1 }, waiting: { all: 3, one: 2 } });
  const order: string[] = [];
  const stays = new AbortController().signal;
  const enter = (person: string, gone = stays) =>
    lane.enter(person, gone).then((leave) => {
      order.push(person);
      return leave;
    });
  const leaveAnn = await enter("ann");
  const second = enter("ann");
  const left = new AbortController();
  const third = enter("ann", left.signal);
  await expect(enter("ann")).rejects.toMatchObject({ code: "busy_with_yours" });
  const leaveBen = await enter("ben");
  const waiting = enter("cleo");
  await expect(enter("dora")).rejects.toMatchObject({ code: "busy" });
  left.abort();
  await expect(third).rejects.toMatchObject({ code: "busy_with_yours" });
  leaveBen();
  await waiting; // passes ann, who has one running already
  leaveAnn();
  await second;
  expect(order).toEqual(["ann", "ben", "cleo", "ann"]);
});
