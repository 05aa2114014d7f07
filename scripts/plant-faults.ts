/**
 * Plants single-line faults, drawn by a seed, and says which of them the tests catch. A copy of the tree is broken,
 * never the tree itself.
 * Run: npm run plant -- --seed 1 --count 50
 * --save FILE keeps what was drawn; --draw runs no test; --read FILE plants what was drawn before, each fault found
 * again by the text of its line.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BrokenLine, waysToBreak } from "./fault-operators.ts";

/** Where faults are planted, and the tests that ought to notice. */
const ROOMS: Record<string, string[]> = {
  "src/workflow": ["src/workflow", "src/server/features/work", "src/server/features/projects"],
  "src/kinds": ["src/kinds", "src/formats", "src/server/features/forms", "src/server/features/work"],
  "src/content": ["src/content", "src/kinds", "src/formats", "src/server/features/work"],
  "src/formats": ["src/formats", "src/server/features/imports", "src/server/features/releases"],
  "src/server/features/work": [
    "src/server/features/work",
    "src/server/features/projects",
    "src/server/features/items",
    "src/server/features/search",
    "src/server/blindness",
    "src/server/demo",
  ],
  "src/server/features/releases": ["src/server/features/releases", "src/formats"],
};
/** A test run that takes longer hangs, which catches the fault too. */
const TIMEOUT_MS = 240_000;

interface Fault extends BrokenLine {
  file: string;
}
type Outcome = "caught" | "hung" | "survived" | "gone";

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "50" },
    save: { type: "string" },
    read: { type: "string" },
    draw: { type: "boolean", default: false },
  },
});

const copy = mkdtempSync(join(tmpdir(), "plumbline-faults-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const name of readdirSync(".").filter((name) => !name.startsWith(".") && name !== "dist")) {
  if (name === "node_modules") symlinkSync(resolve(name), join(copy, name));
  else cpSync(name, join(copy, name), { recursive: true });
}

const faults: Fault[] = options.read ? JSON.parse(readFileSync(options.read, "utf8")) : drawFaults();
if (options.save) writeFileSync(options.save, `${JSON.stringify(faults, null, 1)}\n`);

const counts: { [outcome: string]: number } = {};
for (const [at, fault] of faults.entries()) {
  const outcome = options.draw ? "drawn" : await tryFault(fault);
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  console.log(`${at + 1}. ${outcome}: ${fault.file}:${fault.line}, ${fault.operator}`);
  console.log(`   - ${fault.before.trim()}\n   + ${fault.after.trim()}`);
}
console.log(
  Object.entries(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", "),
);

/** Draws lines by the seed, one way to break each, and keeps those that compile. */
function drawFaults(): Fault[] {
  const random = randomFrom(Number(options.seed));
  const lines = Object.keys(ROOMS).flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !/\.(?:test|case)\.ts$/.test(name))
      .sort()
      .flatMap((name) => faultsOf(join(room, name))),
  );
  const drawn: Fault[] = [];
  while (drawn.length < Number(options.count) && lines.length > 0) {
    const [ways] = lines.splice(Math.floor(random() * lines.length), 1);
    const fault = ways![Math.floor(random() * ways!.length)]!;
    const revert = plant(fault);
    if (compiles()) drawn.push(fault);
    revert?.();
  }
  return drawn;
}

/** The faults of a file, line by line. */
function faultsOf(file: string): Fault[][] {
  const byLine = new Map<number, Fault[]>();
  for (const way of waysToBreak(readFileSync(file, "utf8")))
    byLine.set(way.line, [...(byLine.get(way.line) ?? []), { file, ...way }]);
  return [...byLine.values()];
}

async function tryFault(fault: Fault): Promise<Outcome> {
  const revert = plant(fault);
  if (!revert) return "gone";
  const [, tests] = Object.entries(ROOMS).find(([room]) => fault.file.startsWith(`${room}/`))!;
  // Most faults are caught by the tests beside them: the others run only where those don't notice.
  const near = await runTests([`${dirname(fault.file)}/`]);
  const outcome = near === "survived" ? await runTests(tests) : near;
  revert();
  return outcome;
}

/** Breaks the line in the copy. Returns what puts it right again; null where no such line is left. */
function plant({ file, line, before, after }: Fault): (() => void) | null {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  const lines = source.split("\n");
  const places = lines.flatMap((text, at) => (text === before ? [at] : []));
  const at = places.toSorted((a, b) => Math.abs(a + 1 - line) - Math.abs(b + 1 - line))[0];
  if (at === undefined) return null;
  writeFileSync(path, lines.with(at, after).join("\n"));
  return () => writeFileSync(path, source);
}

function compiles(): boolean {
  const tsc = [
    "node_modules/typescript/bin/tsc",
    "-p",
    ".",
    "--incremental",
    "--tsBuildInfoFile",
    "known.tsbuildinfo",
  ];
  return spawnSync(process.execPath, tsc, { cwd: copy }).status === 0;
}

/** Runs tests in a group of processes that ends as a whole. */
function runTests(tests: string[]): Promise<Outcome> {
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--passWithNoTests",
    "--bail=1",
    "--maxWorkers=1",
    ...tests,
  ];
  const run = spawn(process.execPath, vitest, {
    cwd: copy,
    detached: true,
    stdio: "ignore",
    env: { GOLDEN_DIR: resolve("../shared/golden"), ...process.env },
  });
  const timer = setTimeout(() => process.kill(-run.pid!), TIMEOUT_MS);
  return new Promise((done) => {
    run.on("exit", (code, signal) => {
      clearTimeout(timer);
      done(signal ? "hung" : code === 0 ? "survived" : "caught");
    });
  });
}

/** Numbers in [0, 1) that depend on the seed alone. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
