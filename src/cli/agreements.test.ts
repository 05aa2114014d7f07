import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Agreement, Signer } from "#contract/agreements.ts";
import { contract } from "#contract/index.ts";
import { must, type Visitor } from "#server/testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let owner: TestPerson;
let lead: Visitor;
beforeAll(async () => {
  site = await testApp();
  ({ owner } = await buildOrganization(site));
  lead = await buildKey(site, owner, ["read", "write"]);
});
afterAll(() => site.stop());

test("an agreement is asked for, published again, looked over and revoked", async () => {
  const project = await buildProject(owner);
  const tara = await buildPerson(site, owner.org, { name: "Tara" });
  await join(owner, project, tara, "trainer");
  const text = path(tmpdir(), `nda-${project}.md`);
  await writeFile(text, "# Keep it to yourself");

  const args = ["agreements", "create", project, "NDA", "--text", text];
  const made = await runJson<Agreement>(lead, ...args);
  expect(made).toMatchObject({ title: "NDA", trait: "agreed:nda", versions: [{ n: 1 }] });
  expect(await runCommand(lead, "projects", "show", project)).toMatchObject({
    code: 1,
    err: expect.stringContaining("Sign the project's agreement first"),
  });
  await must(tara, contract.agreements.sign, {
    params: { project, agreement: made.id },
    body: { version: made.versions[0]!.id, name: "Tara", agreed: true },
  });
  const later = ["agreements", "publish", project, "NDA", "--text", text, "--from", "2999-01-01"];
  expect((await runCommand(lead, ...later)).out).toBe("Published version 2 of NDA.\n");
  expect((await runCommand(lead, "agreements", "list", project)).out).toMatch(
    /^NDA +2 +2999-01-01\S+ +1 +agreed:nda/m,
  );

  const signers = await runJson<Signer[]>(lead, "agreements", "signers", project, "NDA");
  expect(signers.map(({ agent, state }) => [agent.name, state])).toContainEqual(["Tara", "signed"]);
  expect(await runCommand(lead, "agreements", "revoke", project, "NDA", "Tara")).toMatchObject({ code: 2 });
  const revoked = await runCommand(lead, "agreements", "revoke", project, "NDA", "Tara", "--yes");
  expect(revoked).toMatchObject({ code: 0, out: "The signature of Tara is revoked.\n" });
  const wrong = await runCommand(lead, ...args, "--from", "soon");
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("soon is not a time") });
});
