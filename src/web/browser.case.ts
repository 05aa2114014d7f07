import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { TestPerson } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";

/** The whole product as built, and a browser to use it with. */
export interface Stage {
  test: TestApp;
  /** A window in which somebody is signed in; without a person nobody is. */
  open(person: TestPerson | null, options?: WindowOptions): Promise<Window>;
  /** An empty browser for another server. */
  newContext(baseURL: string): Promise<BrowserContext>;
  stop(): Promise<void>;
}

interface WindowOptions {
  path?: string;
  width?: number;
  height?: number;
  dark?: boolean;
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What no page may ever do: break the policy, throw, or ask another server for something. */
  wrongs: string[];
  /** Goes to a page and waits until it has something to show. */
  visit(path: string): Promise<void>;
  /** Presses keys one after the other. */
  press(...keys: string[]): Promise<void>;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the application on a database of its own, with the pages of the last build, and a browser. */
export async function openStage(): Promise<Stage> {
  const webFolder = process.env.WEB_FOLDER ?? "dist/web";
  if (!existsSync(`${webFolder}/index.html`)) throw new Error("build the pages first: node scripts/build.js");
  const test = await testApp({ webFolder });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  return {
    test,
    open: (person, options = {}) => openWindow(browser, test.url, person, options),
    newContext: (baseURL) => browser.newContext({ baseURL }),
    async stop() {
      await browser.close();
      await test.stop();
    },
  };
}

async function openWindow(
  browser: Browser,
  url: string,
  person: TestPerson | null,
  { path, width = 1280, height = 800, dark = false }: WindowOptions,
): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const [name, value] = person?.headers.cookie?.split("=") ?? [];
  if (name && value) await context.addCookies([{ name, value, url }]);
  const wrongs: string[] = [];
  await context.exposeFunction("reportWrong", (what: string) => void wrongs.push(what));
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { reportWrong: (what: string) => void }).reportWrong;
    addEventListener("securitypolicyviolation", (event) =>
      report(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  context.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      wrongs.push(`asked ${request.url()}`);
  });
  const page = await context.newPage();
  const slowdown = Number(process.env.BROWSER_SLOWDOWN ?? 1);
  page.setDefaultTimeout(10_000 * slowdown);
  if (slowdown > 1) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  }
  page.on("pageerror", (error) => wrongs.push(`threw: ${error.message}`));
  const window: Window = {
    page,
    context,
    wrongs,
    async visit(to) {
      await page.goto(to);
      await page.locator("h1").first().waitFor();
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
  };
  if (path !== undefined) await window.visit(path);
  return window;
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong on the page as it is, in words; by all rules, or by some. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly }),
    rules ? { type: "rule" as const, values: rules } : { type: "tag" as const, values: RULES },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}

/** Nothing forbidden happened in a window. */
export function expectCalm(window: Window): void {
  expect(window.wrongs).toEqual([]);
}

/** Everything that a browser has kept of what it was shown, as text. */
export function keptIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name!);
      await new Promise((done) => opening.addEventListener("success", done));
      for (const table of opening.result.objectStoreNames) {
        const all = opening.result.transaction(table).objectStore(table).getAll();
        await new Promise((done) => all.addEventListener("success", done));
        kept.push(all.result);
      }
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        kept.push(request.url, await (await cache.match(request))!.text());
    }
    return JSON.stringify(kept);
  });
}
