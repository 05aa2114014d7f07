/**
 * Claims over HTTP against the product's own claim statement under pgbench, and that against a bare lease UPDATE.
 * Run: npx tsx bench/claim.ts [--sizes 10000,100000,1000000] [--runs 5]
 */
import { parseArgs } from "node:util";
import { CLAIM_NEW } from "../src/server/features/work/statements.ts";
import { type BenchSite, benchSite, fill, ORG, PROJECT, personId, personOf, putBack } from "./bench-site.ts";
import { claimEach } from "./claim-each.ts";
import { type Figures, median, medianFigures, report } from "./measure.ts";
import { pgbench } from "./pgbench.ts";

const CLAIMS = 5_000;
const CONNECTIONS = 20;
const QUEUES = 80;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    runs: { type: "string", default: "5" },
  },
});

/** Claims by 5,000 people, one each: nobody holds anything before. */
const claims = (bench: BenchSite): Promise<Figures> =>
  claimEach(bench, { connections: CONNECTIONS, people: CLAIMS, first: 0 });

/** The claim statement with its parameters as pgbench can give them: another person at each turn. */
function claimScript(): string {
  const given = [personOf(":person"), `'${PROJECT}'::uuid`, `'${ORG}'::uuid`, "'{}'", "null::text", "false"];
  const sql = given.reduce((sql, value, at) => sql.replaceAll(`$${at + 1}`, value), CLAIM_NEW.text);
  return `\\set turn :turn + 1\n\\set person :client_id * ${CLAIMS / CONNECTIONS} + :turn - 1\n${sql};\n`;
}

const bareScript = (items: number) =>
  `\\set id random(1, ${items})\nupdate slot set state = 1, holder = '${personId(0)}', lease_until = clock_timestamp() + interval '10 min' where id = :id;\n`;

/** One server for each size, all at once: the sizes take turns, so that a machine that tires does so for all of them. */
const sites = [];
for (const [n, items] of values.sizes.split(",").map(Number).entries()) {
  const bench = await benchSite(4711 + n);
  sites.push({ bench, items, http: [] as Figures[], own: [] as number[], bare: [] as number[] });
  await fill(bench.client, { items, queues: QUEUES, people: CLAIMS, indexed: true });
}
try {
  for (const { bench } of sites) await claims(bench); // warm-up
  for (let run = 0; run < Number(values.runs); run++) {
    for (const { bench, items, http, own, bare } of sites) {
      const connection = await bench.site.connection();
      const under = (script: string) =>
        pgbench(connection, script, { connections: CONNECTIONS, transactions: CLAIMS });
      await putBack(bench.client);
      http.push(await claims(bench));
      await putBack(bench.client);
      own.push(await under(claimScript()));
      await putBack(bench.client);
      bare.push(await under(bareScript(items)));
    }
  }
} finally {
  for (const { bench } of sites) await bench.stop();
}

const smallest = medianFigures(sites[0]!.http);
for (const { items, http, own, bare } of sites) {
  const ours = medianFigures(http);
  report(`claim, ${items} open slots`, {
    "p50 ms": ours.p50,
    "p95 ms": ours.p95,
    "p99 ms": ours.p99,
    "p50 against the smallest": ours.p50 / smallest.p50,
    "p95 against the smallest": ours.p95 / smallest.p95,
    "claims/s": ours.perSecond,
    "own statement/s": median(own),
    "HTTP / own statement": ours.perSecond / median(own),
    "own statement / bare update": median(own) / median(bare),
  });
}
