import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { RuleContent } from "#guide/index.ts";
import { call, must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { guideDrafts, guides, guideTranslations } = contract;

let site: TestApp;
let lead: TestPerson;
let linguist: TestPerson;
let trainer: TestPerson;
beforeAll(async () => {
  site = await testApp();
  const { org, owner } = await buildOrganization(site);
  lead = owner;
  linguist = await buildPerson(site, org);
  trainer = await buildPerson(site, org);
});
afterAll(() => site.stop());

const rule = (statement: string) => RuleContent.parse({ kind: "rule", title: "Be brief", statement });

test("a translation names the wording that it was made from, and says how many came after it", async () => {
  const project = await buildProject(lead);
  await join(lead, project, trainer, "trainer");
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const params = { guide };
  const added = await must(lead, guideDrafts.addEntry, { params, body: { content: rule("One line.") } });
  const { id: entry, revision: first } = added.entries[0]!;
  const publish = async () => {
    const { rev } = await must(lead, guideDrafts.get, { params });
    await must(lead, guideDrafts.publish, { params, body: { rev } });
  };
  await publish();
  await must(lead, guides.adopt, { params: { project }, body: { guide } });

  const at = { params: { guide, entry } };
  const german = { language: "de", base: first, translation: { title: "Kurz", text: "Eine Zeile." } };
  expect(await call(linguist, guideTranslations.save, { ...at, body: german })).toMatchObject({
    status: 404,
  });
  const place = { guide, person: linguist.id };
  const grant = (capacity: "reader" | "linguist") =>
    must(lead, guideDrafts.setCapacities, { params: place, body: { capacities: [capacity] } });
  await grant("reader");
  expect(await call(linguist, guideTranslations.save, { ...at, body: german })).toMatchObject({
    status: 403,
  });
  await grant("linguist");
  expect(await must(linguist, guideTranslations.save, { ...at, body: german })).toMatchObject({ behind: 0 });

  let base = first;
  const reword = async (statement: string) => {
    const body = { base, content: rule(statement) };
    const saved = await must(lead, guideDrafts.saveEntry, { params: { guide, entry }, body });
    base = saved.entries[0]!.revision;
  };
  await reword("Two lines.");
  await reword("Two lines at most."); // a save that is published with no reader ever seeing the one before
  const behind = async () => {
    const query = { language: "de" };
    const draft = await must(linguist, guideTranslations.list, { params, query });
    const read = await must(trainer, guideTranslations.read, { params: { project }, query });
    return [draft.rows[0]!.behind, read.rows[0]!.behind, read.rows[0]!.translation.title];
  };
  expect(await behind()).toEqual([1, 0, "Kurz"]);
  await publish();
  await reword("Three lines.");
  expect(await behind()).toEqual([2, 1, "Kurz"]);

  // Of a wording that is not published yet nothing is told.
  const early = { language: "de", base, translation: { title: "Kurz fassen", text: "Drei Zeilen." } };
  await must(linguist, guideTranslations.save, { ...at, body: early });
  expect(await behind()).toEqual([0, 1, "Kurz"]);
  await publish();
  expect(await behind()).toEqual([0, 0, "Kurz fassen"]);
  const { languages } = await must(trainer, guideTranslations.read, { params: { project }, query: {} });
  expect(languages).toEqual(["de"]);
});

test.each([
  ["en", "numbered lists", "Number each list where order matters.", "Write in full sentences."],
  ["de", "Häuser", "Nenne das Haus beim Namen.", "Schreibe kurz."],
  ["fr", "chevaux", "Nommez le cheval.", "Soyez bref."],
  ["ru", "столами", "Опишите стол словами.", "Пишите кратко."],
  ["ar", "كتاب", "اذكر الكتاب بالاسم.", "كن موجزا."],
  ["hi", "किताब", "किताब का नाम लिखें।", "संक्षेप में लिखें।"],
  ["tr", "kitaplar", "Kitapları adıyla yazın.", "Kısa yazın."],
  ["zh", "标点符号", "请正确使用标点符号。", "请写得简短。"],
  ["ja", "句読点", "句読点を正しく使ってください。", "短く書いてください。"],
  ["th", "เครื่องหมาย", "ใช้เครื่องหมายวรรคตอนให้ถูกต้อง", "เขียนให้สั้น"],
  ["km", "សញ្ញា", "ប្រើសញ្ញាវណ្ណយុត្តិឱ្យត្រឹមត្រូវ", "សរសេរឱ្យខ្លី"],
  ["my", "ပုဒ်ဖြတ်", "ပုဒ်ဖြတ်ပုဒ်ရပ်များ မှန်ကန်စွာ သုံးပါ", "တိုတိုရေးပါ"],
])("in %s, %s is found, and the other rule is not", async (language, q, wanted, other) => {
  const project = await buildProject(lead);
  const { id: guide } = await must(lead, guideDrafts.create, { body: { title: "Style" } });
  const params = { guide };
  for (const statement of [other, wanted])
    await must(lead, guideDrafts.addEntry, { params, body: { content: rule(statement) } });
  const { rev, entries } = await must(lead, guideDrafts.get, { params });
  await must(lead, guideDrafts.publish, { params, body: { rev } });
  await must(lead, guides.adopt, { params: { project }, body: { guide } });
  const { rows } = await must(lead, guides.search, { params: { project }, query: { q, language } });
  const found = entries.filter(({ id }) => rows.some(({ entry }) => entry === id));
  expect(found.map(({ content }) => content.kind === "rule" && content.statement)).toEqual([wanted]);
});
