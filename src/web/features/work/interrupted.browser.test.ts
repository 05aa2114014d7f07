import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { expireLeases } from "#server/features/work/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage, type Window } from "../../browser.case.ts";

let stage: Stage;
let lead: TestPerson;
let trainer: TestPerson;
let other: TestPerson;
let project: string;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  lead = owner;
  trainer = await buildPerson(stage.test, org);
  other = await buildPerson(stage.test, org);
});
afterAll(() => stage?.stop());

beforeEach(async () => {
  project = await buildProject(lead, { template: "demonstration", settings: { review: false } });
  await join(lead, project, trainer, "trainer");
  await join(lead, project, other, "trainer");
  await addItems(stage.test, lead, project, 10);
});

async function openWork(): Promise<Window> {
  const window = await stage.open(trainer, { path: `/projects/${project}/work` });
  await window.page.locator("textarea").waitFor();
  return window;
}
const text = (window: Window) => window.page.locator("[data-question] textarea").inputValue();
const write = (window: Window, words: string) => window.page.locator("[data-question] textarea").fill(words);
const saved = (window: Window) => window.page.getByText("Saved", { exact: true }).waitFor();
const query = async <T>(sql: string) =>
  (await stage.test.services.database.pool.query<T & object>(sql, [project])).rows as T[];
const answers = async () =>
  (
    await query<{ response: string }>(
      "select body->>'response' as response from answer where project_id = $1 order by at",
    )
  ).map((row) => row.response);
const draft = async () =>
  (
    await query<{ response: string }>(
      "select d.body->>'response' as response from draft d join assignment a on a.id = d.assignment_id where a.project_id = $1 order by saved_at desc",
    )
  )[0]?.response;
/** Everybody's lease of this project runs out, by the database's clock. */
async function endLeases(): Promise<void> {
  await query(
    `update slot s set lease_until = clock() - interval '1 hour' from queue q
     where q.id = s.queue_id and q.project_id = $1 and s.state = 1`,
  );
  await expireLeases.run(stage.test.services);
}

test("a draft goes to the server by itself, and a reload brings it back", async () => {
  const window = await openWork();
  await window.page.keyboard.type("written ");
  await expect.poll(draft).toBe("written ");
  await window.page.reload();
  await expect.poll(() => text(window)).toBe("written ");
});

test("text that never reached the server survives a crash of the page", async () => {
  const { page, context } = await openWork();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // On the page, not on its context: the driver asks every part of a context whose routes change, and the worker,
  // which dies with the page, never answers.
  await page.route("**/draft", (route) => route.abort());
  await page.locator("[data-question] textarea").fill("never sent");
  await page.getByText("Saved in this browser").waitFor();
  const crashed = page.waitForEvent("crash");
  void page.goto("chrome://crash").catch(() => undefined);
  await crashed;
  await page.close();
  const again = await context.newPage();
  await again.goto(`/projects/${project}/work`);
  await expect.poll(() => again.locator("[data-question] textarea").inputValue()).toBe("never sent");
  await expect.poll(draft).toBe("never sent");
});

test("a day offline: the work goes on, and all of it arrives in order afterwards", async () => {
  const window = await openWork();
  const { page, context } = window;
  await page.clock.install();
  await context.setOffline(true);
  await write(window, "first, offline");
  await window.press("Control+Enter");
  await page.getByText("1 answer will be sent when you reconnect").waitFor();
  await write(window, "second, offline");
  await window.press("Control+Enter");
  await page.getByText("No connection to the server").waitFor();
  await window.press("Control+k"); // its code never came: said, and the work is still on the screen
  await page.getByText("Can't reach the server.").first().waitFor();
  await page.getByText("No connection to the server").waitFor();
  await page.clock.fastForward("24:00:00");
  await endLeases();
  expect(await answers()).toEqual([]);
  await context.setOffline(false);
  await page.clock.fastForward("01:00");
  await expect.poll(answers, { timeout: 10_000 }).toEqual(["first, offline", "second, offline"]);
  await page.locator("textarea").waitFor();
});

test("after a lost lease the text is taken while the item needs it, and handed back when it does not", async () => {
  const window = await openWork();
  await write(window, "late, but welcome");
  await saved(window);
  await endLeases();
  await window.press("Control+Enter");
  await expect.poll(answers).toEqual(["late, but welcome"]);

  await window.page.locator("[data-question] textarea").waitFor();
  await write(window, "late, and too many");
  await saved(window);
  await endLeases();
  const { rows } = await stage.test.services.database.pool.query(
    "select d.item_id from draft d join assignment a on a.id = d.assignment_id where a.project_id = $1",
    [project],
  );
  await query(
    "update slot s set state = 4 from queue q where q.id = s.queue_id and q.project_id = $1 and s.state = 0",
  );
  await window.press("Control+Enter");
  await window.page.getByText("This item already has enough answers").waitFor();
  expect(rows).toHaveLength(1);
  expect(await draft()).toBe("late, and too many");
});

test("two tabs on one answer: both changes are kept, or the person decides", async () => {
  const one = await openWork();
  await write(one, "from the first");
  await saved(one);
  const two = await stage.open(trainer, { path: `/projects/${project}/work` });
  await expect.poll(() => text(two)).toBe("from the first");
  await write(two, "from the second");
  await saved(two);
  await write(one, "from the first again");
  await one.page.getByText("This answer was changed in another tab").waitFor();
  await one.page.getByText("from the second").first().waitFor();
  await one.page.getByRole("radio", { name: "Both, one after the other" }).check();
  await one.page.getByRole("button", { name: "Continue with this" }).click();
  await expect.poll(draft).toBe("from the second\n\nfrom the first again");
  await one.press("Control+Enter");
  await expect.poll(answers).toEqual(["from the second\n\nfrom the first again"]);
  expectCalm(one);
});

test("a tab of the same browser follows what the other one saves, and moves on when it submits", async () => {
  const one = await openWork();
  const tab = await one.context.newPage();
  await tab.goto(`/projects/${project}/work`);
  await tab.locator("[data-question] textarea").waitFor();
  await write(one, "typed in the first tab");
  await expect
    .poll(() => tab.locator("[data-question] textarea").inputValue())
    .toBe("typed in the first tab");
  await one.page.bringToFront();
  await one.press("Control+Enter");
  await tab.getByText("You finished this item in another tab").waitFor();
  await expect.poll(answers).toEqual(["typed in the first tab"]);
});

test("a submit whose reply is lost counts once", async () => {
  const window = await openWork();
  let dropped = 0;
  await window.context.route("**/submit", async (route) => {
    if (dropped++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await write(window, "once");
  await window.press("Control+Enter");
  const again = await window.page.waitForResponse("**/submit");
  expect([dropped, again.status()]).toEqual([2, 200]);
  expect(await answers()).toEqual(["once"]);
});

test("a refused answer comes back to the person with its text", async () => {
  const window = await openWork();
  await write(window, "too short");
  await saved(window);
  const problem = JSON.stringify({ code: "incomplete", message: "The answer is not complete." });
  await window.context.route("**/submit", (route) =>
    route.fulfill({ status: 422, contentType: "application/json", body: problem }),
  );
  await window.press("Control+Enter");
  await window.page.getByText("One of your answers wasn't accepted").waitFor();
  await window.page.getByRole("button", { name: "Open it" }).click();
  await expect.poll(() => text(window)).toBe("too short");
});

test("a session that ends in the middle costs a sign-in and no text", async () => {
  await must(trainer, contract.accounts.setPassword, { body: { next: "a long enough password" } });
  const window = await openWork();
  const { pool } = stage.test.services.database;
  const { rows } = await pool.query<{ email: string }>("select email from identity where person_id = $1", [
    trainer.id,
  ]);
  const kept = await pool.query("delete from session where person_id = $1 returning *", [trainer.id]);
  await write(window, "written signed out");
  await window.press("Control+Enter");
  await window.page.getByRole("link", { name: "Sign in" }).click();
  await window.page.getByLabel("E-mail address").fill(rows[0]!.email);
  await window.page.getByLabel("Password").fill("a long enough password");
  await window.press("Enter");
  await expect.poll(answers).toEqual(["written signed out"]);
  const { id, token_hash, org_id, person_id, expires_at } = kept.rows[0]!;
  await pool.query(
    "insert into session (id, token_hash, org_id, person_id, expires_at) values ($1, $2, $3, $4, $5)",
    [id, token_hash, org_id, person_id, expires_at],
  );
});

test("signing out leaves nothing of the work in the browser", async () => {
  const window = await openWork();
  await write(window, "on the server");
  await saved(window);
  await window.visit("/");
  await window.page.getByRole("button", { name: /^Account of/ }).click();
  await window.page.getByRole("menuitem", { name: "Sign out" }).click();
  await window.page.getByRole("heading", { name: "Sign in" }).waitFor();
  const left = await window.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("plumbline");
        opening.onsuccess = () => {
          const all = opening.result.transaction("values").objectStore("values").getAll();
          all.onsuccess = () => resolve(JSON.stringify(all.result));
        };
      }),
  );
  expect(left).not.toContain("on the server");
  expect(left).not.toContain("Prompt");
});
