/** Every benchmark of the product, one after the other; each can be run alone. Takes about half an hour. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const BENCHES = [
  "start",
  "claim",
  "claim-cpu",
  "claim-conditions",
  "open-load",
  "submit",
  "list",
  "import",
  "export",
  "parquet",
  "web",
  "strangers",
];

spawnSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
for (const name of BENCHES) {
  const file = join(import.meta.dirname, `${name}.ts`);
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", file], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
