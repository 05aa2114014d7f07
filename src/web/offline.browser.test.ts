import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addItems } from "#server/testing/add-items.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { type TestApp, testApp } from "#server/testing/test-app.ts";
import { expectCalm, openStage, type Stage, type Window } from "./browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let project: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org);
});
afterAll(() => stage?.stop());

beforeEach(async () => {
  project = await buildProject(lead, { template: "demonstration", settings: { review: false } });
  await join(lead, project, trainer, "trainer");
  await addItems(stage.test, lead, project, 1, () => ({
    prompt: [{ role: "user", content: "Why is the sky blue?" }],
  }));
});

const response = async (table: "answer" | "draft") => {
  const sql = {
    answer: "select body->>'response' as response from answer where project_id = $1",
    draft: `select d.body->>'response' as response from draft d
      join assignment a on a.id = d.assignment_id where a.project_id = $1`,
  }[table];
  const { rows } = await stage.test.services.database.pool.query<{ response: string }>(sql, [project]);
  return rows.map((row) => row.response);
};

/** The worker has everything that the page has used so far, and the page itself. */
async function isKept(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const paths = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
      const used = ["/", ...paths.filter((path) => path.startsWith("/assets/"))];
      const found = await Promise.all(used.map((path) => caches.match(path, { ignoreVary: true })));
      return used.filter((_, at) => !found[at]);
    });
  await expect.poll(missing, { timeout: 15_000 }).toEqual([]);
}

async function openWork(): Promise<Window> {
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  await window.page.locator("textarea").waitFor();
  await isKept(window.page);
  return window;
}
const answer = (page: Page) => page.locator("[data-question] textarea");

/** Everything that this browser keeps beside its cookies, and the addresses in its caches. */
const left = (page: Page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open("plumbline");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const values = opening.result.transaction("values").objectStore("values").getAllKeys();
    await new Promise((resolve) => values.addEventListener("success", resolve));
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return {
      stored: values.result,
      local: Object.keys(localStorage).filter((key) => key !== "plumbline.preferences"),
      cached: kept.flat().map(({ url }) => new URL(url).pathname),
    };
  });

test("a reload without a connection brings item and text back; with one, all of it arrives", async () => {
  const window = await openWork();
  const { page, context } = window;
  await answer(page).fill("saved");
  await expect.poll(() => response("draft")).toEqual(["saved"]);
  await context.setOffline(true);
  await answer(page).fill("saved, then offline");
  await page.reload();
  await page.getByText("Why is the sky blue?").waitFor();
  await expect.poll(() => answer(page).inputValue()).toBe("saved, then offline");
  const letters = () => document.fonts.load("1em 'Inter Variable'").then(({ length }) => length);
  expect(await page.evaluate(letters)).toBe(1);
  await answer(page).fill("saved, then offline, then reloaded");
  await page.reload();
  await expect.poll(() => answer(page).inputValue()).toBe("saved, then offline, then reloaded");
  await context.setOffline(false);
  await expect
    .poll(() => response("draft"), { timeout: 10_000 })
    .toEqual(["saved, then offline, then reloaded"]);
  expectCalm(window);
});

test("an answer submitted after such a reload waits, does not come back, and is sent later", async () => {
  const window = await openWork();
  const { page, context } = window;
  await context.setOffline(true);
  await answer(page).fill("submitted offline");
  await page.reload();
  await answer(page).waitFor();
  await window.press("Control+Enter");
  await page.getByText("1 answer will be sent when you reconnect. New").waitFor();
  await page.reload();
  await page.getByText("1 answer will be sent when you reconnect. New").waitFor();
  expect(await response("answer")).toEqual([]);
  await context.setOffline(false);
  await page.getByText("No more items here right now").waitFor();
  expect(await response("answer")).toEqual(["submitted offline"]);
  await expect.poll(async () => (await left(page)).stored).toEqual([]);
  expectCalm(window);
});

test("where nothing is kept the page says that there is no connection, and tries again", async () => {
  const window = await openWork();
  const { page, context } = window;
  const other = await buildProject(lead, { template: "demonstration" });
  await join(lead, other, trainer, "trainer");
  await addItems(stage.test, lead, other, 1);
  await context.setOffline(true);
  await page.goto(`/projects/${other}/work`);
  await page.getByText("There's no work saved in this browser").waitFor();
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await context.setOffline(false);
  await answer(page).waitFor();
  await context.setOffline(true);
  await page.goto("/");
  await page.getByText("Can't reach the server.").waitFor();
  expectCalm(window);
});

async function signOut({ page }: Window): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}

test("signing out needs the server, sends what it can, and leaves nothing of the work behind", async () => {
  const window = await openWork();
  const { page, context } = window;
  await context.route("**/draft", (route) => route.abort());
  await answer(page).fill("only here");
  await page.getByText("Saved in this browser").waitFor();
  await window.visit("/");
  await isKept(page);
  expect((await left(page)).stored).not.toEqual([]);

  await context.setOffline(true);
  await signOut(window);
  await page.getByText("You are still signed in").waitFor();
  await context.setOffline(false);

  const problem = JSON.stringify({ code: "invalid", message: "No." });
  await context.unroute("**/draft");
  await context.route("**/draft", (route) =>
    route.fulfill({ status: 422, contentType: "application/json", body: problem }),
  );
  await signOut(window);
  await page.getByRole("dialog").getByText("1 answer hasn't been sent to the server").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await context.unroute("**/draft");
  await signOut(window);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await response("draft")).toEqual(["only here"]);
  const { stored, local, cached } = await left(page);
  expect([stored, local]).toEqual([[], []]);
  expect(cached.filter((path) => !/^\/(assets\/[\w.-]+|boot\.js|icon\.svg)?$/.test(path))).toEqual([]);
  expectCalm(window);
});

test("a new build is taken at the next load, and a product without a worker removes the old one", async () => {
  const folder = await mkdtemp(joinPath(tmpdir(), "plumbline-web-"));
  await cp(process.env.WEB_FOLDER ?? "dist/web", folder, { recursive: true });
  /** The same product again with other files, at the same address. */
  const release = async (server: TestApp, change: () => Promise<void>): Promise<TestApp> => {
    await server.stop();
    await change();
    return testApp({ webFolder: folder, port: Number(new URL(server.url).port) });
  };
  let server = await testApp({ webFolder: folder });
  const context = await stage.newContext(server.url);
  const page = await context.newPage();
  try {
    await page.goto("/sign-in");
    await isKept(page);
    server = await release(server, async () => {
      await writeFile(joinPath(folder, "assets", "new-build.css"), "");
      const html = await readFile(joinPath(folder, "index.html"), "utf8");
      const link = '<link rel="stylesheet" href="/assets/new-build.css" /></head>';
      await writeFile(joinPath(folder, "index.html"), html.replace("</head>", link));
    });
    const isNew = () => page.locator('link[href="/assets/new-build.css"]').count();
    await page.reload();
    expect(await isNew()).toBe(1);
    await isKept(page);
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await isNew()).toBe(1);
    await context.setOffline(false);

    server = await release(server, () => rm(joinPath(folder, "worker.js")));
    // Of a product that never heard of the worker.
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    await page.reload();
    const other = await context.newPage();
    await other.goto("/icon.svg");
    const remains = () =>
      other.evaluate(async () => {
        const workers = await navigator.serviceWorker.getRegistrations();
        return [workers.length, (await caches.keys()).length];
      });
    await expect.poll(remains).toEqual([0, 0]);
  } finally {
    await context.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
