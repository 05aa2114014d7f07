import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let project: string;
let item: string;

const PROMPT = "Tom &amp; **the 🎣 cat** say \\*hello\\*.\n\n```ts\nlet cat = 1;\n```\n\n- the cat again";
const RESPONSES = ["قال **سلام** 👩‍👩‍👧 ثم ذهب", "Nothing of the kind."];

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org, { name: "Tarek" });
  project = await buildProject(lead, { template: "preference" });
  await join(lead, project, trainer, "trainer");
  [item] = (await addItems(stage.test, lead, project, 1, () => ({
    prompt: [{ role: "user", content: PROMPT }],
    candidates: RESPONSES.map((content) => ({ messages: [{ role: "assistant", content }] })),
  }))) as [string];
});
afterAll(() => stage?.stop());

/** Selects words of the material, as the mouse would: from their first occurrence, or from that within a tag. */
async function select({ page }: Window, words: string, within = "[data-passage]"): Promise<void> {
  await page.locator("[data-at]").first().waitFor();
  await page.evaluate(
    ([words, within]) => {
      for (const holder of document.querySelectorAll(within!)) {
        const nodes = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
        for (let text = ""; nodes.nextNode(); ) {
          const before = text.length;
          text += nodes.currentNode.nodeValue;
          const end = text.indexOf(words!) + words!.length;
          if (!text.includes(words!)) continue;
          const range = document.createRange();
          range.setEnd(nodes.currentNode, end - before);
          const starts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
          for (let at = 0; starts.nextNode(); at += starts.currentNode.nodeValue!.length) {
            const offset = end - words!.length - at;
            if (offset >= starts.currentNode.nodeValue!.length) continue;
            range.setStart(starts.currentNode, offset);
            break;
          }
          range.setEnd(nodes.currentNode, end - before);
          getSelection()!.removeAllRanges();
          getSelection()!.addRange(range);
          return;
        }
      }
      throw new Error(`nowhere: ${words}`);
    },
    [words, within],
  );
}

/** The words that the page marks. */
const marked = ({ page }: Window) =>
  page.evaluate(() => [...(CSS.highlights.get("passage") ?? [])].map((range) => String(range)).join());

async function comment({ page, press }: Window, text: string): Promise<void> {
  await page.locator("textarea:focus").waitFor();
  await page.keyboard.type(text);
  await press("Control+Enter");
  await page.getByRole("article").getByText(text).waitFor();
}

test("who sees all quotes a passage of the item by key; the thread leads back to it, also by its address", async () => {
  const path = `/projects/${project}/items/${item}`;
  const window = await stage.open(lead, { path });
  await select(window, "& the 🎣 cat say *he");
  await window.page.getByRole("button", { name: "Comment on this passage" }).waitFor();
  expect(await axeFindings(window.page)).toEqual([]);
  await window.press("Alt+q");
  await comment(window, "Which cat?");
  const params = { project, item };
  const { rows } = await must(lead, contract.discussions.list, { params });
  const quotation = "&amp; **the 🎣 cat** say \\*he";
  expect(rows[0]!.anchor).toEqual({
    place: { part: "prompt", message: 0 },
    span: { start: 4, end: 4 + Array.from(quotation).length, quotation },
  });
  await window.visit(`${path}?thread=${rows[0]!.id}`);
  await expect.poll(() => marked(window)).toBe("& the 🎣 cat say *he");

  await select(window, "let cat", "pre");
  await window.press("Alt+q");
  await comment(window, "And here?");
  await window.page.getByRole("button", { name: "let cat", exact: true }).click();
  expect(await marked(window)).toBe("let cat");
  expectCalm(window);
});

test("who works blind quotes a response by its place; the item page marks the same words", async () => {
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  await select(window, "سلام 👩‍👩‍👧");
  await window.page.getByRole("button", { name: "Comment on this passage" }).click();
  await comment(window, "What does this mean?");
  await window.page.getByRole("button", { name: "سلام** 👩‍👩‍👧" }).click();
  expect(await marked(window)).toBe("سلام 👩‍👩‍👧");
  expectCalm(window);

  const { rows } = await must(lead, contract.discussions.list, { params: { project, item } });
  expect(rows.at(-1)!.anchor).toMatchObject({
    place: { part: "candidate", candidate: 0, message: 0 },
    span: { start: 6, end: 18 },
  });
  const page = await stage.open(lead, {
    path: `/projects/${project}/items/${item}?thread=${rows.at(-1)!.id}`,
  });
  await expect.poll(() => marked(page)).toBe("سلام 👩‍👩‍👧");
});

test("a notice on Home says who said it, and leads to the passage", async () => {
  const params = { project, item };
  const { rows } = await must(lead, contract.discussions.list, { params });
  const reply = { params: { project, thread: rows[0]!.id }, body: { text: "See here", mentions: [lead.id] } };
  const other = await buildPerson(stage.test, lead.org, { name: "Rita" });
  await join(lead, project, other, "manager");
  await must(other, contract.discussions.reply, reply);
  const window = await stage.open(lead, { path: "/" });
  await window.page.getByRole("link", { name: "Rita mentioned you" }).click();
  await window.page.getByText("See here").waitFor();
  await expect.poll(() => marked(window)).toBe("& the 🎣 cat say *he");
  expectCalm(window);
});
