import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A reference implementation in a process of its own, which times itself each time it is asked to run. */
export type Peer = { run: (request: object) => Promise<Record<string, number>>; close: () => void };

/**
 * Starts `script` (Python, beside this file) and waits until it has loaded. The interpreter is that of the environment
 * variable STATISTICS_PYTHON, whose packages are listed in requirements.txt.
 */
export async function startPeer(script: string): Promise<Peer> {
  const python = process.env.STATISTICS_PYTHON ?? "python3";
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(python, [path], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const line = await lines.next();
    if (line.done) throw new Error(`${script} ended early: are the packages of requirements.txt installed?`);
    return JSON.parse(line.value) as Record<string, number>;
  };
  await next();
  return {
    run: (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return next();
    },
    close: () => child.stdin.end(),
  };
}

/** Milliseconds of a call, by the clock and of processor time (which other programs hardly disturb). */
export function timed<T>(work: () => T): { ms: number; cpu: number; result: T } {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000, result };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!;

/** The ratio of each pair of runs as a line: their median, and the pair that was worst for us. */
export function ratioLine(title: string, theirs: readonly number[], ours: readonly number[]): string {
  const all = theirs.map((ms, i) => ms / ours[i]!);
  return `${title}: ${show(median(all))} × (worst pair ${show(Math.min(...all))})`;
}

/** The exponent of growth between sizes: 1 is linear. */
export function growth(sizes: readonly number[], times: readonly number[]): number {
  const last = sizes.length - 1;
  return Math.log(times[last]! / times[0]!) / Math.log(sizes[last]! / sizes[0]!);
}

export const show = (value: number, digits = 1): string => value.toFixed(digits);
