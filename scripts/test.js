// npm test: everything the tests need, a fresh build, then every test once. Arguments go to vitest.
import "./check-node.js";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { at, ROOT } = await import("./paths.js");
const { ensureInstalled } = await import("./install.js");
const { ensureBuilt } = await import("./build.js");
const { ensureChromium } = await import("./chromium.js");

ensureInstalled();
const chromium = ensureChromium();
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), "plumbline-results-"));
const results = join(folder, "results.json");
const { status } = spawnSync(
  process.execPath,
  [
    at("node_modules/vitest/vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, CHROMIUM_PATH: chromium, PLUMBLINE_PROGRAMS: at("dist/server") },
  },
);
const { passed, failed, skipped, files } = countResults();
rmSync(folder, { recursive: true, force: true });

// the golden data lies beside the project; its tests may be skipped only where it is missing
const golden = process.env.GOLDEN_DIR ?? join(ROOT, "..", "shared", "golden");
const isSkipping = Boolean(process.env.CI) && skipped > 0 && existsSync(golden);
if (skipped > 0)
  console.log(`${skipped} skipped${isSkipping ? ", which is a failure where CI is set" : ""}.`);
console.log(`${passed} passed, ${failed + files} failed`);
process.exitCode = status === 0 && failed === 0 && !isSkipping ? 0 : 1;

/** A file that failed before its first test counts as one failure. */
function countResults() {
  try {
    const report = JSON.parse(readFileSync(results, "utf8"));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      files: report.testResults.filter(
        (file) => file.status === "failed" && file.assertionResults.length === 0,
      ).length,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, files: 0 };
  }
}
