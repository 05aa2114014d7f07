/**
 * The trainer's screen in a real browser: what it loads, how soon a key shows, how soon the next item stands there.
 * Run: npx tsx bench/web.ts [--answers 60]
 */

import { parseArgs } from "node:util";
import { type CDPSession, chromium, type Page } from "playwright-core";
import { contract } from "#contract/index.ts";
import { createClient } from "#sdk/index.ts";
import { percentile, report } from "./measure.ts";
import { type Product, startProduct } from "./product.ts";

const { values } = parseArgs({
  options: { answers: { type: "string", default: "60" }, files: { type: "boolean", default: false } },
});
const ANSWERS = Number(values.answers);
const TEXT = "Long enough to be read, and different enough to be compared. ".repeat(16);

/** Run in the page, as text: notes in `timed` the milliseconds from a key to the paint that follows `isShown`. */
const STOPWATCH = `
  globalThis.timed = [];
  globalThis.promptShown = () => document.querySelector("main")?.textContent?.match(/Question \\d+/)?.[0];
  globalThis.untilNext = false;
  document.addEventListener("keydown", (event) => {
    const start = event.timeStamp, before = globalThis.promptShown(), next = globalThis.untilNext;
    if (next && event.key !== "Enter") return;
    const look = () => {
      if (next && globalThis.promptShown() === before) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => globalThis.timed.push(performance.now() - start);
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  }, { capture: true });`;

const product = await startProduct();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const { project, cookie } = await prepare(product);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...cookie, url: product.url }]);
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await weigh(page, tools, `${product.url}/projects/${project}/work`);
  await page.evaluate(STOPWATCH);
  await measureSubmits(page, tools);
  await measureKeys(page, tools);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await product.stop();
}

/** A project of pairs, and a trainer who is signed in. */
async function prepare({ url, headers }: Product) {
  const client = createClient({ url, headers });
  const { id: project } = await client.projects.create({
    body: { name: "Bench", template: "preference", settings: { review: false, openWithoutGuide: true } },
  });
  const params = { project };
  const { rev } = await client.forms.draft({ params });
  await client.forms.publish({ params, body: { rev } });
  const lines = Array.from({ length: ANSWERS * 3 + 20 }, (_, n) =>
    JSON.stringify({ prompt: `Question ${n}?`, responses: [`First ${n}. ${TEXT}`, `Second ${n}. ${TEXT}`] }),
  );
  const file = new Blob([lines.join("\n")]);
  const { id } = await client.imports.upload({ params, query: { name: "pairs.jsonl", start: "true" }, file });
  for (let state = ""; state !== "done"; )
    ({ state } = await client.imports.get({ params: { project, import: id } }));
  const invited = await client.people.invite({
    body: { name: "Trainer", projects: [{ id: project, role: "trainer" }] },
  });
  const token = new URL(invited.link!.url).hash.slice(1);
  const signedIn = await fetch(url + contract.accounts.followLink.path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-plumbline": "bench" },
    body: JSON.stringify({ token, password: "a long enough password" }),
  });
  const [name, value] = signedIn.headers.get("set-cookie")!.split(";")[0]!.split("=");
  return { project, cookie: { name: name!, value: value! } };
}

/** Bytes of JavaScript on the way until the first item can be answered. */
async function weigh(page: Page, tools: CDPSession, address: string): Promise<void> {
  await tools.send("Network.enable");
  const scripts = new Map<string, number>();
  tools.on("Network.responseReceived", ({ type, response }) => {
    // What crosses the wire of the file itself; headers are not JavaScript.
    if (type === "Script") scripts.set(response.url, Number(response.headers["content-length"] ?? 0));
  });
  await page.goto(address);
  await page.getByText("Question").first().waitFor();
  await page.locator("[data-question] input").first().waitFor();
  await page.waitForLoadState("networkidle");
  const paints = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        }),
      ),
  );
  if (values.files) for (const [file, size] of scripts) console.log(`  ${size} ${file.split("/").at(-1)}`);
  report("trainer's route, first visit", {
    "JavaScript KB": [...scripts.values()].reduce((sum, size) => sum + size, 0) / 1000,
    files: scripts.size,
    "largest paint ms": paints,
  });
}

interface Timed {
  timed: number[];
}

/** Presses keys as people do, the next one after the last one shows. */
async function pressAndTime(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate("timed.length = 0");
  for (const [n, key] of keys.entries()) {
    await page.keyboard.press(key);
    await page.waitForFunction((least) => (globalThis as unknown as Timed).timed.length > least, n);
  }
  return page.evaluate<number[]>("timed");
}

/** From a key to the paint that shows it, on a processor four times slower. */
async function measureKeys(page: Page, tools: CDPSession): Promise<void> {
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const answering = Array.from({ length: 10 }, () => [
    "a",
    "1",
    "b",
    "2",
    "c",
    "1",
    "d",
    "3",
    "a",
    "2",
  ]).flat();
  tell("key that answers, 4 × slower", await pressAndTime(page, answering));
  await page.locator("[data-question] textarea").focus();
  tell(
    "key that writes, 4 × slower",
    await pressAndTime(page, [..."People read forty thousand words a day. ".repeat(4)]),
  );
  await page.keyboard.press("Escape");
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
}

/** From Ctrl Enter to the paint of the next item, with 80 ms more on the way to the server and back. */
async function measureSubmits(page: Page, tools: CDPSession): Promise<void> {
  const network = { offline: false, downloadThroughput: -1, uploadThroughput: -1 };
  await tools.send("Network.emulateNetworkConditions", { ...network, latency: 80 });
  await page.evaluate("untilNext = true; timed.length = 0");
  for (let n = 0; n < ANSWERS; n++) {
    // The next one is here: people think for longer than it takes to come.
    await page.waitForLoadState("networkidle");
    for (const key of ["a", "1", "2", "b", "1", "c", "2", "d", "2"]) await page.keyboard.press(key);
    const ready = page.waitForResponse((response) => response.url().endsWith("/claim"));
    ready.catch(() => undefined); // what is awaited first tells
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction((least) => (globalThis as unknown as Timed).timed.length > least, n);
    await ready;
  }
  tell("submit to next item, 80 ms latency", await page.evaluate<number[]>("timed"));
  await page.evaluate("untilNext = false");
  await tools.send("Network.emulateNetworkConditions", { ...network, latency: 0 });
}

function tell(what: string, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  report(what, {
    n: sorted.length,
    "p50 ms": percentile(sorted, 0.5),
    "p95 ms": percentile(sorted, 0.95),
    "worst ms": sorted.at(-1) ?? Number.NaN,
  });
}
