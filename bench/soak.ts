/**
 * A working day in short: people at work at a steady rate, a manager who lists, reports and exports now and then, and
 * what the server has in memory and how long people wait at the end, of what it was at the start. After a storm of
 * strangers and exports, memory is looked at once more.
 *
 *     npx tsx bench/soak.ts --minutes 20 --rate 50 --rest 10
 */
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { benchSite, cookieOf, fill, PROJECT, personId } from "./bench-site.ts";
import { type Shot, shoot } from "./http-load.ts";
import { median, report } from "./measure.ts";
import { memoryOf, serverPid } from "./server-memory.ts";
import { startStorm } from "./storm.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    /** Requests in a second. */
    rate: { type: "string", default: "50" },
    /** Minutes between the end of the storm and the last look at the memory. */
    rest: { type: "string", default: "10" },
  },
});
const [minutes, rate, rest] = [values.minutes, values.rate, values.rest].map(Number) as [
  number,
  number,
  number,
];
const PEOPLE = 20;
const MOST_GROWTH = 1.2;
const MOST_AFTER_STORM_MB = 250;
const MANAGER_SECONDS = 20;
const STORM_SECONDS = 60;
const at = (path: string) => `/api/projects/${PROJECT}${path}`;

interface Sample {
  at: number;
  memory: number;
  /** Of the requests since the last one, the median in milliseconds. */
  p50: number;
}

const bench = await benchSite(4713);
const agent = new Agent({ keepAlive: true });
const total = minutes * 60_000;
let started = 0;
const isOver = () => performance.now() - started > total;
const latencies: number[] = [];
const samples: Sample[] = [];
try {
  await fill(bench.client, {
    items: Math.ceil(minutes * 60 * rate),
    queues: 4,
    people: PEOPLE + 1,
    indexed: true,
  });
  await bench.client.query("update membership set role = 'manager' where person_id = $1", [personId(PEOPLE)]);
  const pid = serverPid();
  started = performance.now();
  const look = setInterval(
    () => {
      samples.push({
        at: performance.now() - started,
        memory: memoryOf(pid),
        p50: median(latencies.splice(0)),
      });
    },
    Math.min(10_000, total / 20),
  );
  await Promise.all([...Array.from({ length: PEOPLE }, (_, n) => work(n)), manage()]);
  clearInterval(look);

  // The first tenth warms up: compiled code, caches and connections.
  const [first, last] = [window(0.1, 0.3), window(0.8, 1)];
  report(`${minutes} min at ${rate} requests a second`, {
    "MB at the start": first.memory,
    "at the end": last.memory,
  });
  report("  p50", { "at the start": first.p50, "at the end": last.p50 });
  const storms = [
    await startStorm({
      port: bench.port,
      lanes: 4,
      method: "POST",
      path: "/api/sign-in",
      headers: {},
      bytes: 7_500_000,
    }),
    await startStorm({
      port: bench.port,
      lanes: 20,
      method: "GET",
      path: at("/export"),
      headers: cookieOf(PEOPLE),
      bytes: 0,
    }),
  ];
  await pause(Math.min(STORM_SECONDS * 1000, total));
  for (const end of storms) await end();
  const peak = memoryOf(pid, "VmHWM");
  await pause(rest * 60_000);
  const after = memoryOf(pid);
  const growth = last.memory / first.memory;
  report("memory", {
    "end of start": growth,
    "peak of the storm": peak,
    [`${rest} min after it`]: after,
  });
  process.exitCode = growth <= MOST_GROWTH && after <= MOST_AFTER_STORM_MB ? 0 : 1;
} finally {
  await bench.stop();
}

/** The medians of the samples in a part of the time. */
function window(from: number, to: number): Omit<Sample, "at"> {
  const inside = samples.filter((sample) => sample.at >= from * total && sample.at <= to * total);
  return { memory: median(inside.map(({ memory }) => memory)), p50: median(inside.map(({ p50 }) => p50)) };
}

async function ask(shot: Shot): Promise<Record<string, unknown>> {
  const sent = performance.now();
  const { status, body } = await shoot(agent, bench.port, shot);
  latencies.push(performance.now() - sent);
  if (status !== 200) throw new Error(`${shot.path}: ${status} ${body}`);
  return JSON.parse(body) as Record<string, unknown>;
}

/** A person's day: claim, save, submit, at their share of the rate. */
async function work(n: number): Promise<void> {
  const headers = cookieOf(n);
  for (let count = 0; !isOver(); count++) {
    const next = async (method: string, path: string, body: unknown) => {
      await pause((PEOPLE / rate) * 1000 * (0.5 + Math.random()));
      return ask({ method, path: at(path), headers, body });
    };
    const { assignment } = (await next("POST", "/work/claim", {})) as { assignment: { id: string } | null };
    if (!assignment) return;
    const body = { response: `An answer of a usual length by ${n}, number ${count}. `.repeat(8) };
    await next("PUT", `/work/${assignment.id}/draft`, { body, rev: 0 });
    await next("POST", `/work/${assignment.id}/submit`, { body });
  }
}

async function manage(): Promise<void> {
  const headers = cookieOf(PEOPLE);
  while (!isOver()) {
    await pause(Math.min(MANAGER_SECONDS * 1000, total / 10));
    for (const path of ["/items?limit=50", "/report", "/progress", "/export"])
      await shoot(agent, bench.port, { method: "GET", path: at(path), headers });
  }
}
