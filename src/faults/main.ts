import { parseArgs } from "node:util";
import { createRandom } from "#stats/index.ts";
import { runKills } from "./run-kills.ts";
import { startsInContainer } from "./starts-in-container.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "1000" },
    people: { type: "string", default: "20" },
    items: { type: "string", default: "100000" },
    /** Submits that are acknowledged at least between two kills. */
    between: { type: "string", default: "50" },
    /** The programs of an external PostgreSQL, such as /usr/lib/postgresql/15/bin; else the embedded one. */
    bin: { type: "string" },
    seed: { type: "string", default: "1" },
    /** Instead of the above: so many kills of server and database together, each with a start at once. */
    starts: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

const USAGE = `Usage: npm run faults -- [options]

Kills a server again and again while people work on it, and checks that nothing acknowledged is lost.

  --kills N    how many kills; 1000 by default
  --people N   how many people work; 20 by default
  --items N    how many items there are; 100000 by default
  --between N  submits that are acknowledged at least between two kills; 50 by default
  --bin DIR    the programs of an external PostgreSQL, such as /usr/lib/postgresql/15/bin; else the embedded one
  --seed N     chooses the moments of the kills; 1 by default
  --starts N   instead: N kills of server and database together, each with a start at once
  --help       show this`;
if (values.help) {
  console.log(USAGE);
  process.exit();
}

if (values.starts !== undefined) {
  const { recoveries, failure, lost } = await startsInContainer(Number(values.starts));
  const [median] = recoveries.toSorted((a, b) => a - b).slice(recoveries.length >> 1);
  if (failure !== null) console.log(failure);
  console.log(
    `${recoveries.length} of ${values.starts} starts succeeded, ${lost} rows lost; ` +
      `back within ${Math.round(median ?? 0)} ms (median), ${Math.round(Math.max(0, ...recoveries))} ms (all)`,
  );
  process.exit(failure === null && lost === 0 ? 0 : 1);
}

const report = await runKills({
  kills: Number(values.kills),
  people: Number(values.people),
  items: Number(values.items),
  between: Number(values.between),
  bin: values.bin ?? null,
  random: createRandom(Number(values.seed)).uniform,
  onKill: (done, acknowledged) => {
    if (done % 20 === 0) console.log(`${done} kills, ${acknowledged} submits acknowledged`);
  },
});
const sorted = report.recoveries.toSorted((a, b) => a - b);
const at = (share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
for (const { invariant, message } of report.violations) console.log(`${invariant}  ${message}`);
console.log(
  `${report.kills} kills, ${report.acknowledged} submits acknowledged, ${report.violations.length} violations; ` +
    `back within ${at(0.5)} ms (median), ${at(0.99)} ms (99 %)`,
);
process.exit(report.violations.length > 0 ? 1 : 0);
