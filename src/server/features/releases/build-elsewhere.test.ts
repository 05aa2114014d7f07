import { performance } from "node:perf_hooks";
import { expect, onTestFinished, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildProject } from "../../testing/make.ts";
import { testApp } from "../../testing/test-app.ts";
import { buildRelease } from "./build-release.ts";

test("a release is written in a process of its own, while this one has nothing to do", async () => {
  const app = await testApp();
  onTestFinished(() => app.stop());
  const { owner } = await buildOrganization(app);
  const project = await buildProject(owner);
  await addItems(app, owner, project, 4_000);
  const { id: release } = await must(owner, contract.releases.create, {
    params: { project },
    body: { name: "Large", formats: ["raw", "csv"], filter: { states: ["new"], acceptedOnly: false } },
  });
  const before = performance.eventLoopUtilization();
  const attempt = { signal: new AbortController().signal, progressed() {} };
  await buildRelease.run({ org: owner.org, release }, app.services, attempt);
  const { utilization } = performance.eventLoopUtilization(before);
  const { files } = await must(owner, contract.releases.get, { params: { project, release } });
  expect(files.find(({ name }) => name === "raw.jsonl")).toMatchObject({ rows: 4_000 });
  expect(utilization).toBeLessThan(0.15);
});
