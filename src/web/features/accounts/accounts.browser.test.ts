import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { call, must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { axeFindings, expectCalm, openStage, type Stage } from "../../browser.case.ts";

let stage: Stage;
let admin: TestPerson;
let org: string;

beforeAll(async () => {
  stage = await openStage();
  const built = await buildOrganization(stage.test);
  admin = built.owner;
  org = built.org;
});
afterAll(() => stage?.stop());

test("an invitation sets name and password, works once, and the password signs in afterwards", async () => {
  const email = "ada@example.org";
  const { link } = await must(admin, contract.people.invite, { body: { name: "A. L.", email } });
  const { pathname, hash } = new URL(link!.url);
  const window = await stage.open(null);
  const { page } = window;
  await page.goto(pathname + hash);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("New password").fill("a long enough password");
  expect(page.url()).not.toContain(hash.slice(1));
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Home" }).waitFor();

  const again = await stage.open(null);
  await again.page.goto(pathname + hash);
  await again.page.getByRole("heading", { name: "This link doesn't work" }).waitFor();
  await again.page.getByRole("link", { name: "Sign in" }).click();
  await again.page.getByLabel("E-mail address").fill(email);
  await again.page.getByLabel("Password").fill("not the password");
  await again.page.keyboard.press("Enter");
  await again.page.getByText("The address or the password is wrong.").waitFor();
  await again.page.getByLabel("Password").fill("a long enough password");
  await again.page.keyboard.press("Enter");
  await again.page.getByRole("heading", { name: "Home" }).waitFor();
  expectCalm(window);
});

test("a recovery lists the API keys and goes on once they are kept or revoked", async () => {
  const person = await buildPerson(stage.test, org);
  await must(person, contract.accounts.setPassword, { body: { next: "the first password" } });
  await must(person, contract.keys.create, { body: { name: "nightly", scopes: ["read"] } });
  const link = await must(admin, contract.people.newLink, { params: { person: person.id } });
  const { pathname, hash } = new URL(link.url);
  const window = await stage.open(null);
  const { page } = window;
  await page.goto(pathname + hash);
  await page.getByRole("listitem").filter({ hasText: "nightly" }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("New password").fill("a long enough password");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("select:invalid").count()).toBe(1); // the browser asks for a choice first
  await page.getByLabel("What should happen to your API keys?").selectOption("Revoke all");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Home" }).waitFor();
  expect(await call(person, contract.accounts.me, {})).toMatchObject({ status: 401 });
  const { rows } = await must(admin, contract.people.keys, {});
  expect(rows.filter(({ person: { id } }) => id === person.id)).toEqual([]);
  expectCalm(window);
});

test("somebody without an address is told so at home until they give one", async () => {
  const person = await buildPerson(stage.test, org);
  await stage.test.services.database.pool.query("update identity set email = null where person_id = $1", [
    person.id,
  ]);
  const window = await stage.open(person, { path: "/" });
  const { page } = window;
  await page.getByRole("link", { name: "Add it in Account" }).click();
  await page.getByLabel("E-mail address").fill(`${person.id}@example.org`);
  await window.press("Enter");
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await page.getByRole("heading", { name: "Your queue" }).waitFor();
  await expect.poll(() => page.getByRole("link", { name: "Add it in Account" }).count()).toBe(0);
  expectCalm(window);
});

test("who is signed out comes back to the page they wanted, and to no other site", async () => {
  const person = await buildPerson(stage.test, org, { email: "back@example.org" });
  await must(person, contract.accounts.setPassword, { body: { next: "a long enough password" } });
  const window = await stage.open(null);
  for (const [wanted, reached] of [
    ["/account", "/account"],
    ["/sign-in?next=//elsewhere.example/", "/"],
  ] as const) {
    await window.context.clearCookies();
    await window.page.goto(wanted);
    await window.page.getByLabel("E-mail address").fill("back@example.org");
    await window.page.getByLabel("Password").fill("a long enough password");
    await window.page.keyboard.press("Enter");
    await window.page.waitForURL(
      (url) => url.pathname === reached && url.host === new URL(stage.test.url).host,
    );
  }
});

test("sessions are listed and ended, API keys made, shown once and revoked", async () => {
  const person = await buildPerson(stage.test, org);
  await must(person, contract.accounts.setPassword, { body: { next: "a long enough password" } });
  const window = await stage.open(person, { path: "/account" });
  const { page } = window;
  await stage.test.services.database.pool.query(
    `insert into session (id, token_hash, org_id, person_id, expires_at, user_agent)
     values (gen_random_uuid(), sha256('x'), $1, $2, clock() + interval '1 day', 'Mozilla/5.0 (Windows NT) Firefox/140')`,
    [org, person.id],
  );
  await page.reload();
  await page.getByRole("button", { name: "End the session of Firefox, Windows" }).click();
  await page.getByText("Session ended").waitFor();
  await page.getByRole("row", { name: "Firefox" }).waitFor({ state: "detached" });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await expect.poll(focused).toBe("Sessions");

  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("nightly");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.locator("code", { hasText: /^pl/ }).last().textContent();
  const me = await must(
    { url: stage.test.url, headers: { authorization: `Bearer ${secret}` } },
    contract.accounts.me,
    {},
  );
  expect(me.id).toBe(person.id);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Revoke the key nightly" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByText("No API keys").waitFor();
  expectCalm(window);
});

test("reading preferences show at once and follow the person to another browser", async () => {
  const person = await buildPerson(stage.test, org);
  const window = await stage.open(person, { path: "/account" });
  await window.page.getByLabel("Theme", { exact: true }).selectOption("dark");
  await window.page.getByLabel("Text size").fill("22");
  const look = () => {
    const root = document.documentElement;
    return [root.dataset.theme, root.style.getPropertyValue("--text-read")];
  };
  await expect.poll(() => window.page.evaluate(look)).toEqual(["dark", "1.375rem"]);
  await expect
    .poll(async () => (await must(person, contract.accounts.me, {})).preferences)
    .toMatchObject({ theme: "dark", textSize: 22 });
  const elsewhere = await stage.open(person, { path: "/" });
  await expect.poll(() => elsewhere.page.evaluate(look)).toEqual(["dark", "1.375rem"]);
});

test("a preference outlives the late answer to the change before it", async () => {
  const person = await buildPerson(stage.test, org);
  const { page } = await stage.open(person, { path: "/account" });
  const changes: (() => void)[] = [];
  await page.route("**/api/me", async (route) => {
    const response = await route.fetch();
    if (route.request().method() === "PATCH") await new Promise<void>((resolve) => changes.push(resolve));
    await route.fulfill({ response });
  });
  await page.getByLabel("Theme", { exact: true }).selectOption("dark");
  await expect.poll(() => changes.length).toBe(1);
  const late = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.getByLabel("Text size").fill("22");
  changes[0]!();
  await late;
  await expect.poll(() => changes.length).toBe(2);
  changes[1]!();
  await expect.poll(() => page.getByLabel("Text size").inputValue()).toBe("22");
  const kept = async () => (await must(person, contract.accounts.me, {})).preferences.textSize;
  await expect.poll(kept).toBe(22);
});

test("single keys are switched off, and a command takes another key", async () => {
  const person = await buildPerson(stage.test, org);
  const project = await buildProject(admin, { template: "three_way_feedback" });
  await join(admin, project, person, "trainer");
  await addItems(stage.test, admin, project, 3, () => ({
    prompt: [{ role: "user", content: "Prompt" }],
    candidates: [{ messages: [{ role: "assistant", content: "Response" }] }],
  }));
  const window = await stage.open(person, { path: "/account" });
  const { page, press } = window;
  await page.getByText("Customize keys").click();
  await page.getByRole("button", { name: "Change the key of: Guide" }).click();
  await press("Alt+s");
  await page.getByText("Alt S is taken by: Skip").first().waitFor();
  await page.getByRole("button", { name: "Change the key of: Guide" }).click();
  await press("Alt+i");
  await page.getByRole("button", { name: "Change the key of: Guide, Alt I" }).waitFor();
  const stored = async () => (await must(person, contract.accounts.me, {})).preferences;
  await expect.poll(stored).toMatchObject({ keys: { "work.guide": "alt+i" } });

  await window.visit(`/projects/${project}/work`);
  const chosen = page.locator("[data-question] input:checked");
  await page.locator("[data-question] input").first().waitFor();
  await press("Alt+i");
  await page.getByRole("complementary", { name: "Guide" }).waitFor();
  await press("Escape", "1");
  await expect.poll(() => chosen.count()).toBe(1);

  await window.visit("/account");
  await page.getByLabel("Single-key shortcuts").uncheck();
  await expect.poll(stored).toMatchObject({ singleKeys: false });
  await window.visit(`/projects/${project}/work`);
  await page.locator("[data-question] input").first().waitFor();
  const before = await chosen.count();
  await press("2", "?");
  await page.waitForLoadState("networkidle"); // by then a list of keys would have been fetched and shown
  expect(await chosen.count()).toBe(before);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await press("Alt+i");
  await page.getByRole("complementary", { name: "Guide" }).waitFor();
});
