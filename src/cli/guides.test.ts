import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import { contract } from "#contract/index.ts";
import { Form } from "#kinds/form.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must, type Visitor } from "#server/testing/call.ts";
import { buildKey, buildOrganization, buildProject, type TestPerson } from "#server/testing/make.ts";
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

test("translations of a guide, kinds of task and top-ups are listed", async () => {
  const { forms, guideDrafts, guideTranslations, types, work } = contract;
  const worker = await buildKey(site, owner, ["read", "work"]);
  const { id: guide } = await must(owner, guideDrafts.create, { body: { title: "Translated" } });
  const content = { kind: "rule" as const, title: "Be kind", statement: "Say it kindly." };
  const { entries } = await must(owner, guideDrafts.addEntry, { params: { guide }, body: { content } });
  const { id: entry, revision: base } = entries[0]!;
  const texts = { title: "Sei freundlich", text: "Sag es freundlich.", isNot: "", why: "", whenInDoubt: "" };
  await must(owner, guideTranslations.save, {
    params: { guide, entry },
    body: { language: "de", base, translation: texts },
  });
  await must(owner, guideDrafts.saveEntry, {
    params: { guide, entry },
    body: { base, content: { ...content, statement: "Say it kindly, always." } },
  });
  const listed = await runJson<object[]>(lead, "guide", "translations", "Translated");
  expect(listed).toEqual([{ language: "de", entries: 1, behind: 1 }]);

  const question = { name: "response", kind: "demonstration", title: "Response" };
  const formOf = (...questions: object[]) =>
    Form.parse({ fields: [], askConfidence: false, questions: [question, ...questions] });
  const project = await buildProject(owner, { form: formOf(), settings: { review: false } });
  const params = { project };
  await must(owner, types.save, { params, body: { key: "summary", title: "Summary" } });
  expect((await runCommand(worker, "types", "list", project)).out).toMatch(/^summary +Summary +1 +0 +0/m);
  await addItems(site, owner, project, 1);
  const { assignment } = await must(owner, work.claim, { params, body: {} });
  const at = { project, assignment: assignment!.id };
  await must(owner, work.submit, { params: at, body: { body: { response: "An answer." } } });
  const form = formOf({ name: "sources", kind: "text", title: "Sources" });
  const draft = await must(owner, forms.draft, { params });
  const { rev } = await must(owner, forms.saveDraft, { params, body: { form, rev: draft.rev } });
  await must(owner, forms.publish, { params, body: { rev, topUp: 7 } });
  const topUps = await runJson<object[]>(lead, "forms", "top-ups", project);
  expect(topUps).toMatchObject([{ version: 2, waiting: 1, inProgress: 0, done: 0 }]);
});

const MARKDOWN = "# House style\n\n## 1 Wording\n\n### 1.1 Be brief\n\nAt most ten lines.\n";

test("a guide is imported from a file, published, compared with an edited file, and exported", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guide-"));
  const file = join(folder, "style.md");
  writeFileSync(file, MARKDOWN);
  const imported = await runCommand(lead, "guide", "import", file, "--title", "House style");
  expect(imported.out).toContain("House style: 2 sections, rules and terms");
  expect((await runCommand(lead, "guide", "status", "House style")).out).toContain("not published");
  const published = await runCommand(lead, "guide", "publish", "House style", "--yes", "--note", "First");
  expect(published.out).toBe("Version 1 of House style is published.\n");
  expect((await runCommand(lead, "guide", "diff", "House style")).out).toBe("Nothing differs.\n");
  expect((await runCommand(lead, "guide", "list")).out).toMatch(/^House style +1 +0 /m);

  const exported = join(folder, "out.md");
  const saved = await runCommand(
    lead,
    "guide",
    "export",
    "House style",
    "--guide-version",
    "1",
    "--out",
    exported,
  );
  expect(saved).toMatchObject({ code: 0, err: "" });
  const text = readFileSync(exported, "utf8");
  expect(text).toContain("At most ten lines.");
  writeFileSync(file, text.replace("ten lines", "five lines"));
  const proposed = await runCommand(lead, "guide", "import", file, "--compare", "House style");
  expect(proposed.out).toMatch(/reworded +Be brief/);
  expect((await runCommand(lead, "guide", "diff", "House style")).out).toBe("Nothing differs.\n");
});

test("what cannot be done is one sentence", async () => {
  expect(await runCommand(lead, "guide", "status", "Nothing")).toEqual({
    code: 1,
    out: "",
    err: "There is no guide Nothing that this key may see.\n",
  });
});

test("questions about a guide are listed, ruled on and declined", async () => {
  const guide = (await must(lead, contract.guideDrafts.create, { body: { title: "Questions" } })).id;
  const project = await buildProject(owner);
  await must(owner, contract.guides.adopt, { params: { project }, body: { guide } });
  const ask = (text: string) => must(owner, contract.questions.ask, { params: { project }, body: { text } });
  const [one, two] = [await ask("How long?"), await ask("How short?")];
  expect((await runCommand(lead, "questions", "list", "Questions")).out).toMatch(/open.*How long\?/);
  expect((await runCommand(lead, "questions", "rule", "Questions", one.id, "Ten lines.")).out).toBe(
    "Ruled.\n",
  );
  const again = ["questions", "rule", "Questions", one.id, "Nine lines."];
  expect(await runCommand(lead, ...again)).toMatchObject({ code: 1 });
  expect((await runCommand(lead, ...again, "--replace")).out).toBe("Ruled.\n");
  expect((await runCommand(lead, "questions", "decline", "Questions", two.id, "Obvious.")).out).toBe(
    "Declined.\n",
  );
  const left = await runCommand(lead, "questions", "list", "Questions", "--state", "open");
  expect(left.out).toContain("Median time to a ruling: 0.0 h, from 1 answered questions");
});
