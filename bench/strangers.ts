/**
 * How long people at work wait while nobody else is there, while strangers send large bodies, and while one person
 * takes 20 exports and has 12 releases verified; and what the server has in memory before, at its peak and after.
 *
 *     npx tsx bench/strangers.ts --items 60000 --seconds 15
 */
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { benchSite, cookieOf, fill, ORG, PROJECT, personId } from "./bench-site.ts";
import { type Shot, shoot } from "./http-load.ts";
import { type Figures, figures, report } from "./measure.ts";
import { memoryOf, serverPid } from "./server-memory.ts";
import { startStorm } from "./storm.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "60000" },
    seconds: { type: "string", default: "15" },
    /** How long after the storm the memory is looked at again. */
    rest: { type: "string", default: "60" },
  },
});
const seconds = Number(values.seconds);
const PEOPLE = 8;
const PAUSE_MS = 50;

const bench = await benchSite();
const { port, client } = bench;
const at = (path: string) => `/api/projects/${PROJECT}${path}`;

try {
  await fill(client, { items: Number(values.items), queues: 4, people: PEOPLE + 1, indexed: true });
  const manager = PEOPLE;
  await client.query("update membership set role = 'manager' where person_id = $1", [personId(manager)]);
  const release = await makeRelease(cookieOf(manager));
  const memory = () => memoryOf(serverPid());

  await work(5); // warm-up
  const before = memory();
  const quiet = await work(seconds);
  report("quiet", { ...quiet, memory: before });

  const post = { port, method: "POST", headers: {}, bytes: 0 };
  const strangers = await startStorm({ ...post, lanes: 4, path: "/api/projects", bytes: 7_500_000 });
  report("4 strangers with 7.5 MB each", compared(await work(seconds)));
  report("  and their own", { answered: await strangers() });

  const theirs = { ...post, headers: cookieOf(manager) };
  const ends = [
    await startStorm({ ...theirs, lanes: 20, method: "GET", path: at("/export") }),
    await startStorm({ ...theirs, lanes: 12, path: at(`/releases/${release}/verify`) }),
  ];
  report("20 exports and 12 verifies of one person", compared(await work(seconds)));
  const [exports, verifies] = [await ends[0]!(), await ends[1]!()];
  report("  and their own", { exports, verifies, peak: memoryOf(serverPid(), "VmHWM") });
  await pause(Number(values.rest) * 1000);
  report(`after ${values.rest} s`, { memory: memory(), "of before": memory() / before });

  function compared(now: Figures): Record<string, number> {
    return { ...now, "p50 of quiet": now.p50 / quiet.p50, memory: memory() };
  }
} finally {
  await bench.stop();
}

/** People who claim and save drafts, a short pause between two requests; how long each waited. */
async function work(forSeconds: number): Promise<Figures> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const until = performance.now() + forSeconds * 1000;
  const timed = async (shot: Shot) => {
    const started = performance.now();
    const { status, body } = await shoot(agent, port, shot);
    latencies.push(performance.now() - started);
    if (status !== 200 && status !== 409) throw new Error(`${shot.path}: ${status} ${body}`);
    await pause(PAUSE_MS);
    return JSON.parse(body) as { assignment?: { id: string; draft: { rev: number } | null }; rev?: number };
  };
  const person = async (n: number) => {
    const headers = cookieOf(n);
    const { assignment } = await timed({ method: "POST", path: at("/work/claim"), headers, body: {} });
    let rev = assignment!.draft?.rev ?? 0;
    while (performance.now() < until) {
      await timed({ method: "POST", path: at("/work/claim"), headers, body: {} });
      const body = { body: { response: `text ${rev}` }, rev };
      const path = at(`/work/${assignment!.id}/draft`);
      rev = (await timed({ method: "PUT", path, headers, body })).rev ?? rev;
    }
  };
  await Promise.all(Array.from({ length: PEOPLE }, (_, n) => person(n)));
  agent.destroy();
  return figures(latencies, forSeconds);
}

async function makeRelease(headers: Record<string, string>): Promise<string> {
  const agent = new Agent();
  const body = {
    name: "Bench",
    formats: ["raw"],
    filter: { states: ["new", "in-progress", "done"], acceptedOnly: false },
  };
  const made = await shoot(agent, port, { method: "POST", path: at("/releases"), headers, body });
  const { id } = JSON.parse(made.body) as { id: string };
  if (!id) throw new Error(made.body);
  for (;;) {
    const { rows } = await client.query<{ state: string; failure: string }>(
      "select state, failure from release where id = $1 and org_id = $2",
      [id, ORG],
    );
    if (rows[0]!.state === "ready") return id;
    if (rows[0]!.state === "failed") throw new Error(rows[0]!.failure);
    await pause(200);
  }
}
