import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import type { Visitor } from "#server/testing/call.ts";
import { buildKey, buildOrganization } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { runCommand, runJson } from "./run.case.ts";

let site: TestApp;
let lead: Visitor;
beforeAll(async () => {
  site = await testApp();
  const { owner } = await buildOrganization(site);
  lead = await buildKey(site, owner, ["read", "write"]);
});
afterAll(() => site.stop());

test("a guide is imported, exported as Word and compared with the file that comes back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guide-"));
  const file = join(folder, "tone.md");
  writeFileSync(file, "# Tone\n\n## Be kind\n\nSay it kindly.\n\n## Be brief\n\nSay less.\n");
  const made = await runJson<GuideDraft>(lead, "guide", "import", file);
  expect(made.title).toBe("Tone");
  const out = join(folder, "tone.docx");
  expect(await runCommand(lead, "guide", "export", "Tone", "--format", "docx", "--out", out)).toMatchObject({
    code: 0,
  });
  expect(readFileSync(out).subarray(0, 2).toString()).toBe("PK");
  const same = await runJson<{ kind: string }[]>(lead, "guide", "import", out, "--compare", "Tone");
  expect(same.map(({ kind }) => kind)).toEqual(["same", "same"]);
  const prompt = await runCommand(lead, "guide", "export", made.id, "--format", "prompt", "--tokens", "100");
  expect(prompt.out).toContain("1 Be kind\n\nSay it kindly.");
});
