/**
 * Claims under an open load: so many a second arrive by the clock, whether or not those before were answered, and each
 * waits from the moment at which it should have been sent. Beside it, in turns, the same arrivals at a door behind which
 * nothing is done: what they wait there is the machine's and the load's own.
 * Run: npx tsx bench/open-load.ts [--items 1000000] [--rate 500] [--runs 5]
 */
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { benchSite, cookieOf, fill, PROJECT, putBack } from "./bench-site.ts";
import { type Shot, shoot } from "./http-load.ts";
import { type Figures, figures, median, medianFigures, report } from "./measure.ts";
import { serverOf, spentBy } from "./processor.ts";

const PEOPLE = 5_000;
const WARM_UP = 500;
const { values } = parseArgs({
  options: {
    items: { type: "string", default: "1000000" },
    rate: { type: "string", default: "500" },
    runs: { type: "string", default: "5" },
  },
});
const [items, rate, runs] = [values.items, values.rate, values.runs].map(Number) as [number, number, number];

/** Sends each request at its time; what it takes counts from there. */
async function arrive(port: number, next: (n: number) => Shot, count = PEOPLE): Promise<Figures> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const sent: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < count; n++) {
    const due = start + (n * 1_000) / rate;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    sent.push(
      shoot(agent, port, next(n)).then(({ status, body }) => {
        if (status >= 300 || body.includes('"assignment":null')) throw new Error(`${status} ${body}`);
        latencies.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(sent);
  agent.destroy();
  return figures(latencies, (performance.now() - start) / 1_000);
}

const claim = (n: number): Shot => ({
  method: "POST",
  path: `/api/projects/${PROJECT}/work/claim`,
  headers: cookieOf(n),
  body: {},
});
const nothing = (): Shot => ({ method: "GET", path: "/health", headers: {} });

const bench = await benchSite();
try {
  await fill(bench.client, { items, queues: 80, people: PEOPLE + WARM_UP, indexed: true });
  const site = { dataDir: bench.site.dataDir, pid: serverOf(bench.site.dataDir) };
  const [claims, noise, busy]: [Figures[], Figures[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    await putBack(bench.client); // new statistics: each connection plans its statements anew
    await arrive(bench.port, (n) => claim(PEOPLE + n), WARM_UP);
    const before = spentBy(site);
    claims.push(await arrive(bench.port, claim));
    const after = spentBy(site);
    busy.push((after.node + after.postgres - before.node - before.postgres) / (PEOPLE / rate));
    noise.push(await arrive(bench.port, nothing));
  }
  const [ours, still] = [medianFigures(claims), medianFigures(noise)];
  report(`claims, ${rate} a second by the clock, ${items} open slots`, {
    "p50 ms": ours.p50,
    "p95 ms": ours.p95,
    "p99 ms": ours.p99,
    "best p99 ms": Math.min(...claims.map((run) => run.p99)),
    "answered a second": ours.perSecond,
    "processors used": median(busy),
    "p99 ms of nothing": still.p99,
  });
} finally {
  await bench.stop();
}
