import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage, type Window } from "./browser.case.ts";
import { PAGES } from "./pages.ts";
import type { Path } from "./paths.ts";

const PATHS: Path[] = PAGES.map(({ path }) => path);
let stage: Stage;
/** What the named pieces of a path stand for, in a project that is full and in one that is empty. */
let filled: Record<string, string>;
let empty: Record<string, string>;
let lead: TestPerson;
let trainer: TestPerson;

const PUBLIC = ["/sign-in", "/link"];
const HOSTILE = `# <img src=x onerror=alert(1)> "quoted"\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://elsewhere.example/p.png)`;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: '<b>Tarek</b> & "co"' });
  const project = await buildProject(lead, { settings: { review: true } });
  const bare = await buildProject(lead);
  for (const one of [project, bare]) await join(lead, one, trainer, "trainer");
  await must(lead, contract.projects.update, { params: { project }, body: { name: HOSTILE.slice(0, 60) } });
  await must(lead, contract.guides.publish, { params: { project }, body: { body: HOSTILE } });
  const items = await addItems(stage.test, lead, project, 5, () => ({
    prompt: [{ role: "user", content: HOSTILE }],
    context: [{ title: "<svg onload=alert(1)>", text: HOSTILE }],
  }));
  const signature = await signBoth(project);
  const { assignment } = await must(trainer, contract.work.claim, { params: { project }, body: {} });
  await must(trainer, contract.work.submit, {
    params: { project, assignment: assignment!.id },
    body: { body: { response: HOSTILE } },
  });
  const file = new Blob([`{"prompt":"p"}\n`]);
  const upload = await must(lead, contract.imports.upload, {
    params: { project },
    query: { name: "a.jsonl" },
    file,
  });
  const release = await must(lead, contract.releases.create, {
    params: { project },
    body: {
      name: "First",
      formats: ["raw"],
      filter: { states: ["review", "new", "working", "done"], acceptedOnly: false },
    },
  });
  const nothing = "00000000-0000-7000-8000-000000000000";
  const { rows } = await must(lead, contract.forms.versions, { params: { project } });
  const guide = await buildGuide();
  filled = {
    project,
    guide: guide.full,
    item: items[0]!,
    import: upload.id,
    release: release.id,
    version: rows[0]!.id,
    rule: nothing,
    signature,
    judging: nothing,
  };
  empty = {
    project: bare,
    guide: guide.empty,
    item: nothing,
    import: nothing,
    release: nothing,
    version: nothing,
    rule: nothing,
    signature: nothing,
    judging: nothing,
  };
});
afterAll(() => stage?.stop());

/** A guide with a section, a rule of each shape and a term, published once; and one without anything. */
async function buildGuide(): Promise<{ full: string; empty: string }> {
  const { guideDrafts } = contract;
  const [full, bare] = await Promise.all(
    ["House style", "A project without rules"].map((title) =>
      must(lead, guideDrafts.create, { body: { title } }),
    ),
  );
  const params = { guide: full!.id };
  const add = (content: Input["content"]) => must(lead, guideDrafts.addEntry, { params, body: { content } });
  await add({ kind: "section", title: HOSTILE.slice(0, 60), definition: HOSTILE });
  await add({ kind: "term", title: "Answer", definition: HOSTILE, avoid: ["<b>response</b>"] });
  const { rev } = await add({
    kind: "rule",
    title: HOSTILE.slice(0, 60),
    statement: HOSTILE,
    examples: [{ id: crypto.randomUUID(), verdict: "bad", response: HOSTILE }],
    policy: { topic: "<b>Law</b>", useCase: "Chat", stance: "decline" },
  });
  await must(lead, guideDrafts.publish, { params, body: { rev } });
  return { full: full!.id, empty: bare!.id };
}
type Input = z.input<typeof contract.guideDrafts.addEntry.body>;

/** An agreement that both have signed, with a later version that waits for them. */
async function signBoth(project: string): Promise<string> {
  const { id, versions } = await must(lead, contract.agreements.create, {
    params: { project },
    body: { title: HOSTILE.slice(0, 60), text: HOSTILE },
  });
  const params = { project, agreement: id };
  const body = { version: versions[0]!.id, name: HOSTILE.slice(0, 60), agreed: true as const };
  await must(trainer, contract.agreements.sign, { params, body });
  const { signature } = await must(lead, contract.agreements.sign, { params, body });
  const neededFrom = new Date(Date.now() + 86_400_000).toISOString();
  await must(lead, contract.agreements.publish, { params, body: { text: HOSTILE, neededFrom } });
  return signature;
}

const addressOf = (path: string, pieces: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => pieces[name] ?? name);
/** The page has what it waited for. */
async function settled({ page }: Window): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[data-loading]"));
}
/** Everything in the light theme, and what the dark one can change. */
async function findings(window: Window): Promise<string[]> {
  const light = await axeFindings(window.page);
  await window.page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFindings(window.page, ["color-contrast"]);
  await window.page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

test.each(PATHS)(
  "%s breaks no policy and axe finds nothing in either theme, filled, empty and in error",
  async (path) => {
    const window = await stage.open(PUBLIC.includes(path) ? null : lead);
    const problems: Record<string, string[]> = {};
    for (const [state, pieces] of Object.entries(PUBLIC.includes(path) ? { filled } : { filled, empty })) {
      await window.page.goto(addressOf(path, pieces));
      await settled(window);
      problems[state] = await findings(window);
    }
    await window.context.route("**/api/projects**", (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/json",
        body: `{"code":"internal","message":"Broken"}`,
      }),
    );
    await window.page.goto(addressOf(path, filled));
    await settled(window);
    problems.error = await findings(window);
    expect(Object.values(problems).flat()).toEqual([]);
    expectCalm(window);
    await window.context.close();
  },
);

/** Letters about a tenth wider, as another typeface would have them. */
const WIDER = "* { letter-spacing: 0.05em !important }";

test.each(["", WIDER])("every page fits a screen of 320 pixels %s", async (style) => {
  const window = await stage.open(lead, { width: 320, height: 640 });
  const wide: string[] = [];
  for (const path of PATHS.filter((one) => !PUBLIC.includes(one))) {
    await window.page.goto(addressOf(path, filled));
    await settled(window);
    const width = await window.page.evaluate(async (css) => {
      document.adoptedStyleSheets.push(await new CSSStyleSheet().replace(css));
      await document.fonts.ready;
      return document.documentElement.scrollWidth;
    }, style);
    if (width > 320) wide.push(`${path}: ${width}`);
  }
  expect(wide).toEqual([]);
  await window.context.close();
});

/** Words that people or the server gave: names, titles of a form, of release formats. */
const DATA =
  /^(A project|# <img|Person |<b>Tarek|Prompt|Context|Details|Attributes|Write the best)|\((TRL|OpenAI|CSV|raw JSONL)\)|Parquet$/;

test("no page misses a string in the pseudo-locale", async () => {
  const window = await stage.open(lead);
  const missed: string[] = [];
  for (const path of PATHS.filter((one) => !PUBLIC.includes(one))) {
    await window.page.goto(`${addressOf(path, empty)}?locale=pseudo`);
    await settled(window);
    const labels = await window.page
      .locator("h1, h2, button, label, th[scope=col], legend, [aria-label]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
    missed.push(
      ...labels
        .filter((label) => /\p{L}{3}/u.test(label) && !label.includes("[") && !DATA.test(label.trim()))
        .map((label) => `${path}: ${label}`),
    );
  }
  expect(missed).toEqual([]);
});
