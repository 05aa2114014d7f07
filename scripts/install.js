import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { at, ROOT } from "./paths.js";

const STAMP = at("node_modules", ".plumbline-installed");

/** Installs the dependencies that are missing or of another version; costs two file reads when none are. */
export function ensureInstalled() {
  const wanted = stampOf(readFileSync(at("package-lock.json"), "utf8"));
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  if (!isComplete()) runNpm();
  linkBin();
  writeFileSync(STAMP, wanted);
}

/** `npx plumbline` looks here; npm links the commands of dependencies only. */
export function linkBin() {
  const link = at("node_modules", ".bin", "plumbline");
  mkdirSync(at("node_modules", ".bin"), { recursive: true });
  if (!existsSync(link)) symlinkSync("../../bin/plumbline.js", link);
  chmodSync(at("bin", "plumbline.js"), 0o755);
}

function stampOf(lock) {
  const hash = createHash("sha256").update(lock);
  return hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`).digest("hex");
}

/** Whether what npm installed, by its own record, is what the lock file asks for on this platform. */
function isComplete() {
  const record = at("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || !isNeeded(entry) || installed[path]?.version === entry.version,
  );
}

function isNeeded(entry) {
  if (entry.libc) return false; // optional twins for another C library
  if (entry.os && !entry.os.includes(process.platform)) return false;
  if (entry.cpu && !entry.cpu.includes(process.arch)) return false;
  return !entry.optional || (entry.os !== undefined && entry.cpu !== undefined);
}

function runNpm() {
  const isFirst = !existsSync(at("node_modules"));
  console.error(isFirst ? "Installing dependencies (the first start only) …" : "Updating dependencies …");
  const started = Date.now();
  // no package's install script is needed: the database repairs its links itself
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = [isFirst ? "ci" : "install", ...options];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] })
    : spawnSync("npm", args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (done.status !== 0) {
    console.error(
      "The dependencies could not be installed: see npm's message above, check the network, and try again.",
    );
    process.exit(1);
  }
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
