import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "#server/testing/add-items.ts";
import { must } from "#server/testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "#server/testing/make.ts";
import { openStage, type Stage, type Window } from "./browser.case.ts";
import { PAGES } from "./pages.ts";

let stage: Stage;
type Place = "project" | "people" | "new project" | "file" | "item" | "new release" | "releases";
type Role = "owner" | "manager" | "trainer" | "viewer";
let people: Record<Role, TestPerson>;
let paths: Record<Place, string>;

beforeAll(async () => {
  stage = await openStage();
  const { org, owner } = await buildOrganization(stage.test);
  const build = () => buildPerson(stage.test, org);
  const [manager, trainer, viewer] = [await build(), await build(), await build()];
  people = { owner, manager, trainer, viewer };
  const id = await buildProject(owner);
  for (const role of ["manager", "trainer", "viewer"] as const) await join(owner, id, people[role], role);
  const [item] = await addItems(stage.test, owner, id, 1);
  const params = { project: id, item: item! };
  await must(manager, contract.discussions.start, { params, body: { text: "Look" } });
  const file = new Blob(['{"prompt":"Why?"}\n']);
  const upload = await must(manager, contract.imports.upload, {
    params: { project: id },
    query: { name: "a.jsonl" },
    file,
  });
  const project = `/projects/${id}`;
  paths = {
    project,
    people: "/people",
    "new project": "/projects/new",
    file: `${project}/imports/${upload.id}`,
    item: `${project}/items/${item}`,
    "new release": `${project}/releases/new`,
    releases: `${project}/releases`,
  };
});
afterAll(() => stage?.stop());

/** What a page offers, to somebody who may do it and not to somebody who may not, by the policy of what it does. */
const OFFERS: [page: Place, may: Role, not: Role, controls: RegExp[]][] = [
  ["people", "owner", "manager", [/^Invite someone$/, /^Actions for/]],
  ["new project", "owner", "manager", [/^Create project$/]],
  ["file", "manager", "viewer", [/^Import this file$/]],
  ["item", "manager", "viewer", [/^Withdraw item$/, /^Start a thread$/, /^Reply$/, /^Resolve$/]],
  ["new release", "manager", "viewer", [/^Create release$/]],
  ["releases", "viewer", "trainer", [/^Export everything$/]],
];

test.each(OFFERS)("the page %s offers the %s what the %s may not do", async (page, may, not, controls) => {
  const named = ({ page: of }: Window, name: RegExp) =>
    of.getByRole("main").getByRole("button", { name }).or(of.getByRole("main").getByRole("link", { name }));
  const [one, other] = await Promise.all(
    [may, not].map((role) => stage.open(people[role], { path: paths[page] })),
  );
  for (const name of controls) await named(one!, name).first().waitFor();
  await other!.page.waitForLoadState("networkidle");
  for (const name of controls) expect(await named(other!, name).count()).toBe(0);
  await Promise.all([one!.context.close(), other!.context.close()]);
});

test.each(["manager", "trainer", "viewer"] as const)(
  "a %s is offered no page of a project that they may not open",
  async (role) => {
    const { page, context } = await stage.open(people[role], { path: paths.project });
    const sidebar = page.getByRole("navigation", { name: "Project" });
    await sidebar.getByRole("link", { name: "Guide" }).waitFor();
    const offered = await sidebar
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    const places = PAGES.flatMap((one) =>
      "inProject" in one && "group" in one.inProject! ? [one.path] : [],
    );
    expect(offered.length).toBe({ manager: places.length, trainer: 6, viewer: places.length - 3 }[role]);
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: /^Guide(?!s)/ }).waitFor();
    const inPalette = (await page.getByRole("option").allTextContents()).filter((text) =>
      /A project$/.test(text),
    );
    expect(inPalette.length).toBe(offered.length + (role === "viewer" ? 0 : 1));
    await page.keyboard.press("Escape");
    const refused: string[] = [];
    page.on("response", (response) => response.status() >= 400 && refused.push(response.url()));
    for (const href of offered) {
      await sidebar.locator(`a[href="${href}"]`).click();
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
    }
    expect(refused).toEqual([]);
    await context.close();
  },
);

test("a viewer is shown the way to a project, not to its work", async () => {
  const { page } = await stage.open(people.viewer, { path: "/" });
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: /^Releases/ }).waitFor();
  expect(await page.getByRole("option", { name: /^Work/ }).count()).toBe(0);
});
