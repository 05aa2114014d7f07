/** Writes docs/openapi.json from the contract; with --check it only compares and fails when they differ. */
import { readFile, writeFile } from "node:fs/promises";
import { openApi } from "../src/contract/openapi.ts";
import { VERSION } from "../src/server/version.ts";

const OUT = "docs/openapi.json";
const text = `${JSON.stringify(openApi(VERSION), null, 1)}\n`;
if (process.argv.includes("--check")) {
  if ((await readFile(OUT, "utf8").catch(() => "")) !== text) {
    console.error(`${OUT} is out of step with the contract: run npx tsx scripts/openapi.ts`);
    process.exit(1);
  }
} else await writeFile(OUT, text);
