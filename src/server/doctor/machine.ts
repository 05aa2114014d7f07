import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import type { Settings } from "../env.ts";
import { explainFailure } from "../explain-failure.ts";
import { type Finding, fine, wrong } from "./finding.ts";

const NEEDED_BYTES = 500e6;
const OLDEST_NODE = [20, 19];

/** What can be told without the database: the program's surroundings. */
export async function examineMachine(settings: Settings): Promise<Finding[]> {
  const dataDir = resolve(settings.dataDir);
  return [node(), folder(dataDir), disk(dataDir), await port(settings)];
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isOld = major < OLDEST_NODE[0]! || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]!);
  return isOld
    ? wrong("node", `Node ${process.versions.node} is too old: install 20.19 or newer from nodejs.org.`)
    : fine("node", `Node ${process.versions.node}`);
}

function folder(dataDir: string): Finding {
  const isThere = existsSync(dataDir);
  if (isThere && !statSync(dataDir).isDirectory())
    return wrong("data folder", `${dataDir} is not a folder: choose another with --data.`);
  try {
    accessSync(nearest(dataDir), constants.W_OK | constants.X_OK);
  } catch {
    const cure = isThere
      ? "start as its owner, or choose another with --data"
      : "make it, or choose another with --data";
    return wrong("data folder", `Permission to write is missing for ${dataDir}: ${cure}.`);
  }
  return fine("data folder", isThere ? dataDir : `${dataDir}, which the first start makes`);
}

function disk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(nearest(dataDir));
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
  return bavail * bsize < NEEDED_BYTES
    ? wrong("disk", `Only ${free} on the disk of ${dataDir}: free some, or choose another disk with --data.`)
    : fine("disk", free);
}

/** The folder itself or the closest one above it that exists. */
function nearest(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearest(dirname(path));
}

async function port({ port, host }: Settings): Promise<Finding> {
  const failure = await listen(port, host);
  if (failure === null) return fine("port", `${port} is free`);
  const version = await answersAs(port, host);
  if (version !== null) return fine("port", `Plumbline ${version} is running at ${port}`);
  return wrong("port", explainFailure(failure));
}

function listen(port: number, host: string): Promise<unknown> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", done);
    server.listen(port, host, () => server.close(() => done(null)));
  });
}

async function answersAs(port: number, host: string): Promise<string | null> {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  try {
    const response = await fetch(`http://${name.includes(":") ? `[${name}]` : name}:${port}/health`, {
      signal: AbortSignal.timeout(3000),
    });
    const { version } = (await response.json()) as { version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}
