/**
 * The long proofs: what takes minutes or hours, and so runs by name rather than with every test.
 * Run: npm run proofs                       lists them
 *      npm run proofs -- kills graphs       runs some, one after the other
 *      npm run proofs -- all                runs every one
 * What follows the names is handed on: npm run proofs -- kills --kills 200 --items 20000
 */
import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";

interface Proof {
  name: string;
  about: string;
  /** The last one says the figures in its last line. */
  commands: string[][];
  env?: Record<string, string>;
}

/** Of everything that is drawn; a failure names it. */
const SEED = process.env.PROPERTY_SEED ?? String(Date.now() % 2 ** 31);

const program = (file: string, ...args: string[]) => [process.execPath, "--import", "tsx", file, ...args];
const suite = (...args: string[]) => [process.execPath, "scripts/test.js", ...args];

/** A property test with many more cases than `npm test` draws, from a seed of its own. */
function manyCases(name: string, about: string, runs: number, file: string): Proof {
  const env = { PROPERTY_SEED: SEED, PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? String(runs) };
  const figures = `${env.PROPERTY_RUNS} cases, seed ${SEED}`;
  return { name, about: `${about} (${figures})`, commands: [suite("--testTimeout=0", file)], env };
}

/** Style, types and all tests under another version of Node, which npm fetches. */
function underNode(version: string): Proof {
  const npx = ["npx", "--yes", "--package", `node@${version}`, "--", "node"];
  return {
    name: `node-${version}`,
    about: `checks and all tests under the newest Node ${version}`,
    commands: [
      [...npx, "scripts/check.js"],
      [...npx, "scripts/test.js"],
    ],
  };
}

const PROOFS: Proof[] = [
  {
    name: "kills",
    about: "kills of server and database under load lose and double nothing",
    commands: [program("src/faults/main.ts", "--kills", "1000")],
  },
  {
    name: "gates",
    about:
      "300 people read a changed guide while 200 claim: nobody unread is handed a touched item, nobody waits for another",
    commands: [suite("--testTimeout=0", "src/server/features/gates/gates-under-load.test.ts")],
    env: { GATE_SCALE: "1" },
  },
  {
    name: "starts",
    about: "after a kill of server and database together, a start at once succeeds",
    commands: [program("src/faults/main.ts", "--starts", "50")],
  },
  {
    name: "keyboard",
    about:
      "twenty rules of an imported guide of 40 pages are split, merged and moved by keyboard, with the time of each",
    commands: [suite("src/web/features/guides/by-keyboard.browser.test.ts")],
    env: { KEYBOARD_ACTS: "20" },
  },
  {
    name: "soak",
    about: "20 minutes of work leave memory as it was, and a storm of strangers and exports gives it back",
    commands: [["npm", "run", "--silent", "build"], program("bench/soak.ts", "--minutes", "20")],
  },
  {
    name: "silence",
    about: "a minute without the database: everyone is refused in time, and all is well when it is back",
    commands: [
      suite("--testTimeout=300000", "src/faults/silence.test.ts", "src/faults/stopped-database.test.ts"),
    ],
    env: { SILENCE_MS: "60000" },
  },
  {
    name: "fuzz",
    about:
      "what schemathesis (PyPI) makes up for every endpoint, as each role, gives no server error and no slow answer",
    commands: [["npm", "run", "--silent", "build"], program("src/faults/fuzz.ts")],
    // As in production: from source each reading of a file compiles its program first, which takes a second.
    env: { PLUMBLINE_PROGRAMS: resolve("dist/server") },
  },
  manyCases("graphs", "random workflow graphs end every item", 100_000, "src/workflow/workflow.test.ts"),
  manyCases(
    "conditions",
    "random conditions hold in the database where they hold in the process",
    100_000,
    "src/server/db/predicate-sql.test.ts",
  ),
  manyCases(
    "queues",
    "random changes of people, traits and queues leave the queues as a rebuild makes them",
    1_000,
    "src/server/features/people/person-queue.test.ts",
  ),
  {
    name: "plant",
    about: "faults planted in single lines, and how many the tests catch",
    commands: [program("scripts/plant-faults.ts", "--count", "50", "--seed", SEED)],
  },
  {
    name: "slow-browser",
    about: "every browser test with the processor of the browser slowed down three times",
    commands: [suite("--testTimeout=180000", "--maxWorkers=1", "browser.test")],
    env: { BROWSER_SLOWDOWN: "3" },
  },
  ...["20.19", "22", "24"].map(underNode),
];

const args = process.argv.slice(2);
const known = new Map(PROOFS.map((proof) => [proof.name, proof]));
const end = args.findIndex((arg) => arg !== "all" && !known.has(arg));
const names = end < 0 ? args : args.slice(0, end);
const rest = end < 0 ? [] : args.slice(end);
const chosen = names.includes("all") ? PROOFS : names.map((name) => known.get(name)!);

if (chosen.length === 0) {
  for (const { name, about } of PROOFS) console.log(`${name.padEnd(13)} ${about}`);
  if (rest.length > 0) console.error(`There is no proof called ${rest[0]}.`);
  process.exitCode = rest.length > 0 ? 1 : 0;
}
for (const proof of chosen) {
  const start = performance.now();
  const log = join(tmpdir(), `plumbline-proof-${proof.name}.log`);
  const isProven = await prove(proof, log);
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  const figures = readFileSync(log, "utf8").trimEnd().split("\n").at(-1);
  console.log(
    `${isProven ? "ok    " : "FAILED"} ${proof.name}: ${proof.about}: ${figures} (${minutes} min, ${log})`,
  );
  if (!isProven) process.exitCode = 1;
}

/** Runs a proof's commands as long as they succeed, and keeps what they write in a file. */
async function prove({ commands, env }: Proof, log: string): Promise<boolean> {
  const output = createWriteStream(log);
  let status = 0;
  for (const [at, [command, ...given]] of commands.entries()) {
    const isLast = at === commands.length - 1;
    const child = spawn(command!, isLast ? [...given, ...rest] : given, {
      cwd: join(import.meta.dirname, ".."),
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    status = await new Promise<number>((done) => child.on("close", (code) => done(code ?? 1)));
    if (status !== 0) break;
  }
  output.end();
  await finished(output);
  return status === 0;
}
