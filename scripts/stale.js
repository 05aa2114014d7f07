import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { at, ROOT } from "./paths.js";

/**
 * Whether a part of the build must be made again. Looks at sizes and times of its inputs first (a few
 * milliseconds), and at their content only where those differ, as they do after a checkout.
 *
 * @param {{ name: string, inputs: () => string[], output: string }} part output is a path in the clone
 */
export function isStale(part) {
  if (!existsSync(at(part.output)) || !existsSync(stampFile(part))) return true;
  const [times, content] = readFileSync(stampFile(part), "utf8").split("\n");
  const files = part.inputs();
  if (timesOf(files) === times) return false;
  if (contentOf(files) !== content) return true;
  markFresh(part);
  return false;
}

/** Remembers what the part was made from. Call it with what the inputs were before the build. */
export function markFresh(part, state = stateOf(part)) {
  mkdirSync(dirname(stampFile(part)), { recursive: true });
  writeFileSync(stampFile(part), state);
}

/** What markFresh remembers: taken before a build, it catches edits made during the build. */
export function stateOf(part) {
  const files = part.inputs();
  return `${timesOf(files)}\n${contentOf(files)}\n`;
}

/** Every file under these paths of the clone, but tests and what `skip` matches; sorted. */
export function filesUnder(paths, skip = /^$/) {
  const found = [];
  const visit = (path) => {
    const name = relative(ROOT, path);
    if (/\.(test|case)\.tsx?$/.test(name) || skip.test(name)) return;
    if (statSync(path).isDirectory()) for (const entry of readdirSync(path)) visit(join(path, entry));
    else found.push(path);
  };
  for (const path of paths) if (existsSync(at(path))) visit(at(path));
  return found.sort();
}

const stampFile = (part) => at("dist", `.${part.name}-built`);

function timesOf(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(ROOT, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function contentOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}
