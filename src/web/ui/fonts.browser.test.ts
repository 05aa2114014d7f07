import { afterAll, beforeAll, expect, test } from "vitest";
import { buildOrganization } from "#server/testing/make.ts";
import { expectCalm, openStage, type Stage } from "../browser.case.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

test("a page is set in the typeface that comes with it, and fetches the scripts that it has", async () => {
  const { owner } = await buildOrganization(stage.test);
  const window = await stage.open(owner);
  const fetched: string[] = [];
  window.page.on("request", (request) => {
    const font = /\/([\w-]+-wght-[a-z]+)-[\w-]+\.woff2$/.exec(request.url())?.[1];
    if (font) fetched.push(font);
  });
  await window.visit("/projects");
  const drawn = () =>
    window.page.evaluate(async () => {
      await document.fonts.ready;
      return document.fonts.check("1em 'Inter Variable'");
    });
  await expect.poll(drawn).toBe(true);
  expect(fetched).toEqual(["inter-latin-wght-normal"]);
  await window.page.evaluate(() => document.querySelector("h1")?.append(" Привет"));
  await expect.poll(() => fetched).toEqual(["inter-latin-wght-normal", "inter-cyrillic-wght-normal"]);
  expect(await drawn()).toBe(true);
  expectCalm(window);
});
