import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage } from "../../browser.case.ts";

const { guideDrafts: drafts, guideFiles: files } = contract;
const golden = join(process.env.GOLDEN_DIR ?? "../shared/golden", "guides");
/** Splits, mergers and moves in turn. `npm run proofs -- keyboard` says how many, in a guide of 40 pages. */
const ACTS = Number(process.env.KEYBOARD_ACTS ?? 3);
const SHORT = [
  "# Style",
  ...["Lists", "Tables", "Code", "Quotes", "Links"].map((of) => `## ${of}\n\nKeep ${of} short.`),
];
const guideFile = () =>
  process.env.KEYBOARD_ACTS ? readFileSync(join(golden, "guide-2025-09-12.md"), "utf8") : SHORT.join("\n\n");

let stage: Stage;
let lead: TestPerson;
beforeAll(async () => {
  stage = await openStage();
  ({ owner: lead } = await buildOrganization(stage.test));
});
afterAll(() => stage?.stop());

test("rules of an imported guide are split, merged and moved by keyboard alone", {
  timeout: 30_000 + ACTS * 10_000,
}, async () => {
  const file = new Blob([guideFile()]);
  const read = await must(lead, files.read, { query: { name: "guide.md" }, file });
  const entries = read.entries.map(({ id, parent, content }) => ({ id, parent, content }));
  const { id: guide } = await must(lead, files.create, { body: { title: "Spec", entries } });
  const window = await stage.open(lead, { path: `/guides/${guide}` });
  const { page } = window;
  const { keyboard } = page;
  const cards = page.locator("article[data-kind]");
  await cards.first().waitFor();
  const before = await cards.count();
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  const selected = page.locator('article[aria-current="true"]');
  /** Goes to the next rule. */
  const goOn = async () => {
    for (;;) {
      const at = (await selected.count()) > 0 ? await selected.getAttribute("id") : null;
      await press("j");
      await page.waitForFunction(
        (was) => (document.querySelector('article[aria-current="true"]')?.id ?? null) !== was,
        at,
      );
      if ((await selected.getAttribute("data-kind")) === "rule") return;
    }
  };
  /** The first entry of a section cannot move up. */
  const isFirst = async () => /^(\d+\.)*1 /.test((await selected.getAttribute("aria-label"))!);
  const holds = (count: number) =>
    page.waitForFunction((n) => document.querySelectorAll("article[data-kind]").length === n, count);
  const dialog = page.getByRole("dialog");
  const acts = [
    async (n: number, count: number) => {
      await press("s");
      await dialog.waitFor();
      await press("Tab", "Tab");
      await keyboard.type(`Part ${n}`);
      await press("Tab", "Tab", "Tab", "Enter");
      await holds(count + 1);
    },
    async (_: number, count: number) => {
      await press("m");
      await dialog.waitFor();
      await press("Tab", "Tab", "Tab", "Tab", "Enter");
      await holds(count - 1);
    },
    async () => {
      const number = await selected.getAttribute("aria-label");
      await press("Alt+ArrowUp");
      await page.waitForFunction(
        (was) => document.querySelector('article[aria-current="true"]')?.getAttribute("aria-label") !== was,
        number,
      );
    },
  ];
  const times: number[] = [];
  for (let n = 0; n < ACTS; n++) {
    await goOn();
    while (n % 3 === 2 && (await isFirst())) await goOn();
    const count = await cards.count();
    const start = performance.now();
    await acts[n % 3]!(n, count);
    await dialog.waitFor({ state: "hidden" });
    times.push(performance.now() - start);
  }
  const saved = await must(lead, drafts.get, { params: { guide } });
  const of = (retired: boolean) => saved.entries.filter((entry) => (entry.retired !== null) === retired);
  const [splits, mergers] = [Math.ceil(ACTS / 3), Math.ceil((ACTS - 1) / 3)];
  expect(of(false)).toHaveLength(before + splits - mergers);
  expect(of(true)).toHaveLength(mergers);
  console.log(`${ACTS} acts, ms each: ${times.map(Math.round).join(" ")}`);
  expectCalm(window);
});
