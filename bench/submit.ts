/**
 * Submits over HTTP at 20 and 200 connections against a bare durable insert under pgbench.
 * Run: npx tsx bench/submit.ts [--runs 5]
 */

import { parseArgs } from "node:util";
import { benchSite, fill } from "./bench-site.ts";
import { type Figures, median, medianFigures, report } from "./measure.ts";
import { pgbench } from "./pgbench.ts";
import { claimAll, submitAll } from "./submits.ts";

const SUBMITS = 2_000;
/** What the embedded database allows a denominator, beside the server's own. */
const MOST_CONNECTIONS = 80;
const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const runs = Number(values.runs);
const INSERT = `insert into bench_row (body) values ('{"response":"${"An answer of a usual length. ".repeat(10)}"}');\n`;

const bench = await benchSite();
try {
  await fill(bench.client, { items: SUBMITS * (2 * runs + 1), queues: 80, people: SUBMITS });
  await bench.client.query(
    "create table bench_row (id bigint generated always as identity primary key, body jsonb not null)",
  );
  const connection = await bench.site.connection();
  for (const connections of [20, 200]) {
    const [http, bare]: [Figures[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      const assignments = await claimAll(bench.port, SUBMITS);
      http.push(await submitAll(bench.port, { connections, assignments, key: `${connections}-${run}` }));
      bare.push(
        await pgbench(connection, INSERT, {
          connections: Math.min(connections, MOST_CONNECTIONS),
          transactions: SUBMITS,
        }),
      );
    }
    const ours = medianFigures(http);
    report(`submit, ${connections} connections`, {
      "p50 ms": ours.p50,
      "p99 ms": ours.p99,
      "submits/s": ours.perSecond,
      "bare inserts/s": median(bare),
      "HTTP / bare insert": ours.perSecond / median(bare),
    });
  }
} finally {
  await bench.stop();
}
