import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openApi } from "#contract/openapi.ts";
import { VERSION } from "./version.ts";

const at = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

test("the version is the one in package.json", async () => {
  expect(VERSION).toBe((JSON.parse(await at("package.json")) as { version: string }).version);
});

test("docs/openapi.json is in step with the contract (else: npx tsx scripts/openapi.ts)", async () => {
  expect(JSON.parse(await at("docs/openapi.json"))).toEqual(JSON.parse(JSON.stringify(openApi(VERSION))));
});
