/**
 * How long a start takes on a migrated folder and after a kill, and what the process weighs at rest.
 * Run: npx tsx bench/start.ts [--items 1000000]
 */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchSite, fill } from "./bench-site.ts";
import { median, report } from "./measure.ts";

const { values } = parseArgs({
  options: { items: { type: "string", default: "1000000" }, runs: { type: "string", default: "5" } },
});
const bench = await benchSite();
try {
  report("at rest, no items", rest());
  const killed: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const start = performance.now();
    await bench.site.killApp();
    killed.push(performance.now() - start);
  }
  report("kill -9 of the server to its first healthy answer, no items", { ms: median(killed) });
  await bench.reconnect();
  await fill(bench.client, { items: Number(values.items), queues: 80, people: 20 });
  const full: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const start = performance.now();
    await bench.site.killApp();
    full.push(performance.now() - start);
  }
  report(`kill -9 to the first healthy answer, ${values.items} items`, { ms: median(full) });
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  report(`at rest, ${values.items} items`, rest());
} finally {
  await bench.stop();
}

/** Resident memory of the server's process and of its PostgreSQL (proportional: shared pages counted once). */
function rest(): Record<string, string> {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
        return [{ command, mb: Number(pss ?? 0) / 1024 }];
      } catch {
        return [];
      }
    });
  const sum = (match: (command: string) => boolean) =>
    processes.filter(({ command }) => match(command)).reduce((total, { mb }) => total + mb, 0);
  return {
    "server MB": sum(
      (command) => command.includes("dist/server/main.js") && command.includes(bench.site.dataDir),
    ).toFixed(0),
    "PostgreSQL MB": sum(
      (command) => command.startsWith("postgres") || command.includes("/postgres -D"),
    ).toFixed(0),
  };
}
