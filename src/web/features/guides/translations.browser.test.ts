import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { gates, guideDrafts, guides, guideTranslations } = contract;

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tarek" });
});
afterAll(() => stage?.stop());

const rule = (statement: string) => RuleContent.parse({ kind: "rule", title: "Be brief", statement });

test("a rule is translated beside its text, read from right to left, and its change is shown in that language", async () => {
  const project = await buildProject(lead, { settings: { review: false } });
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 3);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const params = { guide };
  const { entries } = await must(lead, guideDrafts.addEntry, {
    params,
    body: { content: rule("One line.") },
  });
  const [{ id: entry, revision: base }] = entries as [(typeof entries)[0]];
  const publish = async (gate: object | null) => {
    const { rev } = await must(lead, guideDrafts.get, { params });
    await must(lead, guideDrafts.publish, { params, body: { rev, gate } });
  };
  await publish(null);
  await must(lead, guides.adopt, { params: { project }, body: { guide } });

  const editor = await stage.open(lead, { path: `/guides/${guide}?view=translations` });
  await editor.page.getByLabel("Language tag").fill("ar");
  await editor.page.getByRole("button", { name: "Add language" }).click();
  await editor.page.getByText("Not translated").waitFor();
  await editor.page.getByText("Be brief").click();
  await editor.page.getByLabel("Title").fill("كن موجزا");
  await editor.page.getByLabel("Text").fill("سطر واحد.");
  expect(await editor.page.getByLabel("Text").getAttribute("dir")).toBe("rtl");
  expect(await axeFindings(editor.page)).toEqual([]);
  await editor.page.getByRole("button", { name: "Save translation" }).click();
  await editor.page.getByText("Up to date", { exact: true }).waitFor();

  const content = rule("Two lines.");
  const saved = await must(lead, guideDrafts.saveEntry, {
    params: { guide, entry },
    body: { base, content },
  });
  await publish({});
  await editor.visit(`/guides/${guide}?view=translations`);
  await editor.page.getByText("1 change behind").waitFor();
  await editor.page.getByText("Be brief").click();
  await editor.page.getByText("Changed since this was translated").waitFor();
  expectCalm(editor);

  const reader = await stage.open(trainer, { path: `/projects/${project}/work` });
  const { page } = reader;
  await page.getByRole("heading", { name: "The guide has changed" }).waitFor();
  await reader.press("Alt+g");
  const panel = page.getByRole("complementary", { name: "Guide" });
  await panel.getByLabel("Language of the guide").selectOption("ar");
  const shown = panel.getByRole("group").filter({ hasText: "كن موجزا" });
  await shown.getByText("1 change behind").waitFor();
  expect(await shown.getAttribute("dir")).toBe("rtl");
  expect(await axeFindings(page)).toEqual([]);
  // Of the new wording there is no translation yet: the difference is shown as it was written.
  await page.getByRole("region", { name: "What changed" }).getByText("lines").waitFor();

  const translation = { title: "كن موجزا", text: "سطران." };
  const body = { language: "ar", base: saved.entries[0]!.revision, translation };
  await must(lead, guideTranslations.save, { params: { guide, entry }, body });
  await page.reload();
  await page.getByRole("region", { name: "What changed" }).getByText("سطران").waitFor();
  expect((await must(trainer, gates.reading, { params: { project } })).reading).not.toBeNull();
  expectCalm(reader);
});
