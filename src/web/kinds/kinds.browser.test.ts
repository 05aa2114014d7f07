import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { templates } from "#kinds/templates.ts";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kinds</title>
  <link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/style.css">
  <script src="/boot.js"></script></head>
  <body><div id="root"></div><script type="module" src="/main.js"></script></body></html>`;

let server: Server;
let browser: Browser;
let address: string;
const files = new Map<string, string | Uint8Array>();

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production"); // else the bundle holds the development build of React
  const built = (await build({
    configFile: false,
    root: "src/web/kinds",
    logLevel: "error",
    plugins: [react()],
    build: {
      write: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: "src/web/kinds/gallery.case.tsx",
        output: { entryFileNames: "main.js", assetFileNames: "[name][extname]" },
      },
    },
  })) as Rolldown.RolldownOutput;
  for (const file of built.output) files.set(`/${file.fileName}`, "code" in file ? file.code : file.source);
  files.set("/boot.js", readFileSync("src/web/public/boot.js", "utf8"));
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
    const body = path === "/" ? HTML : path === "/icon.svg" ? "" : files.get(path);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": type,
      "content-security-policy": POLICY,
    });
    response.end(body);
  }).listen(0, "127.0.0.1");
  address = await new Promise((resolve) =>
    server.once("listening", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)),
  );
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a page of the gallery, and collects what it should never do. */
async function open(hash: string): Promise<{ page: Page; wrongs: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(4000);
  const wrongs: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) wrongs.push(`asked for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") wrongs.push(message.text());
  });
  page.on("pageerror", (error) => wrongs.push(String(error)));
  await page.exposeFunction("report", (what: string) => wrongs.push(what));
  await page.addInitScript(() => {
    const { report } = globalThis as unknown as { report(what: string): void };
    document.addEventListener("securitypolicyviolation", (event) => {
      report(`${event.violatedDirective} stopped ${event.blockedURI}`);
    });
  });
  await page.goto(`${address}#${hash}`);
  await page.locator("h1").waitFor();
  return { page, wrongs };
}

const answer = async (page: Page) => JSON.parse((await page.locator("#answer").textContent())!);
const press = async (page: Page, keys: string) => {
  for (const key of keys.split(" ")) await page.keyboard.press(key);
};

/** Every template filled in, in either theme by turns; every state of the kinds that look different in it. */
const pages = [
  ...Object.keys(templates).map((name, at) => `${name}/filled/${at % 2 ? "light" : "dark"}`),
  ...["demonstration/edit/light", "preference/edit/dark", "ranking/edit/light", "classification/edit/dark"],
  ...["preference/gaps/light", "demonstration/diff/dark", "ranking/diff/light", "preference/read/dark"],
];
test.each(pages)("%s: nothing for axe to find, nothing run or fetched", async (hash) => {
  const { page, wrongs } = await open(hash);
  const markdownIsShown = page.locator("a[rel~=noreferrer]").first();
  await markdownIsShown.waitFor();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  expect(violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))])).toEqual([]);
  expect(wrongs).toEqual([]);
  expect(await page.title()).toBe("Kinds");
  await page.close();
});

test("a preference, its criteria and its reason by keyboard alone", async () => {
  const { page } = await open("preference/edit");
  await press(page, "1 2 b 1 c 3 d 2 e");
  await page.keyboard.type("Shorter, 2 times");
  expect(await answer(page)).toEqual({
    preference: { choice: 0, strength: 2, criteria: { correctness: 0, helpfulness: "tie", safety: 1 } },
    reason: "Shorter, 2 times",
  });
  await page.close();
});

test("a ranking by its buttons, the focus staying with the response", async () => {
  const { page } = await open("ranking/edit");
  await press(page, "a Enter Enter Enter");
  await page.getByRole("button", { name: "Move Response C up" }).focus();
  await press(page, "Enter Enter");
  expect((await answer(page)).ranking).toEqual({ tiers: [[2], [0], [1]] });
  await press(page, "Tab Tab");
  expect((await answer(page)).ranking).toEqual({ tiers: [[2], [0], [1]] });
  await page.getByRole("button", { name: "Tie Response A with the place above" }).press("Enter");
  expect((await answer(page)).ranking).toEqual({ tiers: [[2, 0], [1]] });
  await page.close();
});

test("each response is rated by its own letter, and a condition opens the next question", async () => {
  const rating = await open("rating/edit");
  await press(rating.page, "b 5 a 2");
  expect((await answer(rating.page)).quality).toEqual({ 0: 2, 1: 5 });
  await rating.page.close();

  const { page } = await open("prompt_rating/edit");
  await press(page, "3 b 1 4");
  expect(await answer(page)).toEqual({ usable: "no", problems: ["unclear", "personal_data"] });
  await page.close();
});

test("a letter goes to the slider, arrows and digits set it, and a press on its middle means 50", async () => {
  const { page } = await open("classification/edit");
  await press(page, "b ArrowRight");
  expect((await answer(page)).certainty).toBe(51);
  await press(page, "7 Backspace 4 2");
  expect((await answer(page)).certainty).toBe(42);
  await page.close();
  const fresh = await open("classification/edit");
  await fresh.page.getByRole("slider").click();
  expect((await answer(fresh.page)).certainty).toBe(50);
  await fresh.page.close();
});

test("what is written is counted, previewed, and not taken for keys, composed or not", async () => {
  const { page, wrongs } = await open("demonstration/edit");
  await press(page, "a");
  await page.keyboard.type("**bold** a b 1");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await devtools.send("Input.insertText", { text: "日本" });
  expect(await answer(page)).toEqual({ response: "**bold** a b 1日本" });
  await page.getByText(/^5 words · \d+ tokens$/).waitFor();
  await page.getByRole("button", { name: "Preview" }).press("Enter");
  await page.locator("strong", { hasText: "bold" }).waitFor();
  expect(wrongs).toEqual([]);
  await page.close();
});

test("the source of every text is one switch away", async () => {
  const { page } = await open("demonstration/edit");
  await page.locator("h3", { hasText: "A heading" }).first().waitFor();
  await page.getByRole("button", { name: "Source" }).click();
  await expect.poll(() => page.locator("h3").count()).toBe(0);
  await expect.poll(() => page.getByText("### A heading").count()).toBeGreaterThan(0);
  await page.close();
});

test("what loads before the first text is light", () => {
  const main = files.get("/main.js")!;
  expect(brotliCompressSync(main).length).toBeLessThan(100_000);
});
