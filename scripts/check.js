// npm run check: everything that can be wrong without running the product.
import "./check-node.js";
import { spawnSync } from "node:child_process";

const { at, ROOT } = await import("./paths.js");
const { ensureInstalled } = await import("./install.js");
ensureInstalled();

const RULES = [
  "src/architecture.test.ts",
  "src/table-doors.test.ts",
  "src/server/db/organization-scope.test.ts",
];
const CHECKS = [
  ["style", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]],
  ["types", "typescript/bin/tsc", ["-p", "."]],
  ["architecture", "vitest/vitest.mjs", ["run", "--reporter=dot", ...RULES]],
  ["dead code", "knip/bin/knip.js", ["--no-progress"]],
  ["openapi", "tsx/dist/cli.mjs", ["scripts/openapi.ts", "--check"]],
];

const failed = [];
for (const [name, program, args] of CHECKS) {
  const done = spawnSync(process.execPath, [at("node_modules", program), ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  console.log(`${done.status === 0 ? "ok    " : "failed"} ${name}`);
  if (done.status !== 0) {
    failed.push(name);
    console.log(done.stdout + done.stderr);
  }
}
if (failed.length > 0) console.error(`Not right yet: ${failed.join(", ")}.`);
process.exitCode = failed.length > 0 ? 1 : 0;
