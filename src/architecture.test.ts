import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom. A module that is not named here may not exist; `models` and `checks` are still to come. */
const ALLOWED: Record<string, string[]> = {
  content: [],
  stats: [],
  verify: [],
  faults: ["contract", "sdk", "server", "stats", "verify"],
  kinds: ["content"],
  workflow: ["content"],
  models: ["content"],
  storage: ["content"],
  checks: ["content", "kinds", "stats", "models"],
  contract: ["content", "kinds", "workflow"],
  formats: ["content", "kinds", "contract"],
  server: ["content", "kinds", "stats", "storage", "models", "workflow", "contract", "checks", "formats"],
  sdk: ["contract"],
  cli: ["contract", "sdk", "stats"],
  web: ["content", "kinds", "workflow", "contract", "sdk", "stats"],
};

/** Settings cross the wire in their owner's words: the contract may read these modules' schema.ts, and only that. */
const SCHEMAS = ["checks", "formats", "models", "storage"];
/** The commands that are the server rather than its guests. */
const SERVING = /^cli\/commands\/(serve|doctor|backup|restore|people-link)\b/;
const NAMELESS = /(^|\/)(shared|core|lib|common|utils)\//;
const MOST_LINES = 400;
const GENERATED = new Set(["server/db/tables.ts"]);
/** The only files of the platforms that list features. */
const LISTS =
  /^(server\/(app|worker|subscribers|demo\/.+|testing\/.+|start|sign-in-link)|web\/(pages|background))\.tsx?$/;
/** The rooms of the web, each with those that it stands on; features stand on all of them. */
const WEB_ROOMS: Record<string, string[]> = {
  ui: [],
  kinds: ["ui"],
  settings: ["ui"],
  frame: ["ui"],
  "features/work/keeping": ["ui"],
  "features/work/panels": ["ui", "kinds", "features/work/keeping"],
};

/** The only readers of the environment on the server; the second serves tests. */
const READ_ENVIRONMENT = new Set(["server/env.ts", "server/db/global-setup.ts"]);
/** How a statement writes to a table; what an import copies in bulk (items, slots) is written no other way by it. */
const WRITES =
  /\b(?:insert into|delete from|update) (?!skip\b|set\b|of\b)([a-z_]+)\b|\b(?:insertInto|updateTable|deleteFrom)\("([a-z_]+)"\)/g;
/** Written with every decision, by whoever makes it. */
const WRITTEN_BY_ALL = new Set(["event"]);

interface Source {
  path: string;
  text: string;
}

const sources: Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && path.includes("/"))
  .map((path) => ({ path, text: readFileSync(join("src", path), "utf8") }));

const moduleOf = (path: string) => path.split("/")[0]!;
const featureOf = (path: string) => /^(server|web)\/features\/([^/]+)\//.exec(path)?.[2];
const isTest = (path: string) => /\.(test|case)\.tsx?$/.test(path) || path.includes("/testing/");

function importsOf({ path, text }: Source): string[] {
  return addressesIn(text).map((to) => targetOf(path, to));
}

/** What a file imports, as it says it. */
const addressesIn = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([#.][^"]+)"/g)].map(([, to]) => to!);

const targetOf = (path: string, to: string) =>
  to.startsWith("#") ? to.slice(1) : normalize(join(dirname(path), to)).replaceAll("\\", "/");

/** Everything that is wrong with one file, as sentences. */
function faultsOf(source: Source): string[] {
  const { path, text } = source;
  const from = moduleOf(path);
  const faults: string[] = [];
  if (!ALLOWED[from]) faults.push(`unknown module ${from}`);
  if (NAMELESS.test(path)) faults.push("a folder's name must say what is in it");
  if (text.split("\n").length > MOST_LINES + 1 && !GENERATED.has(path))
    faults.push(`over ${MOST_LINES} lines`);
  if (/^export default/m.test(text)) faults.push("default export");
  for (const to of addressesIn(text)) {
    if (to.startsWith(".") && moduleOf(targetOf(path, to)) !== from) faults.push(`${to} leaves its module`);
  }
  if (isTest(path)) return faults;
  if (from === "server" && text.includes("process.env") && !READ_ENVIRONMENT.has(path))
    faults.push("reads the environment");
  for (const to of importsOf(source)) {
    if (!mayImport(path, to)) faults.push(`imports ${to}`);
    if (!withinRooms(path, to)) faults.push(`imports ${to}, which stands on it`);
    if (!throughDoor(path, to)) faults.push(`imports ${to}, past its feature's door`);
  }
  return faults;
}

function mayImport(path: string, to: string): boolean {
  const [from, target] = [moduleOf(path), moduleOf(to)];
  if (from === target || ALLOWED[from]?.includes(target)) return true;
  if (from === "contract" && SCHEMAS.includes(target)) return to === `${target}/schema.ts`;
  return SERVING.test(path) && target === "server";
}

/** A room of the web imports no room but those that it stands on. */
function withinRooms(path: string, to: string): boolean {
  const roomOf = (file: string) => Object.keys(WEB_ROOMS).find((room) => file.startsWith(`web/${room}/`));
  const [own, other] = [roomOf(path), roomOf(to)];
  return !own || !other || own === other || WEB_ROOMS[own]!.includes(other);
}

/** A feature is entered through its index; a platform does not know features but in its lists. */
function throughDoor(path: string, to: string): boolean {
  const [own, other] = [featureOf(path), featureOf(to)];
  if (other === undefined || own === other || moduleOf(path) !== moduleOf(to)) return true;
  if (own === undefined && !LISTS.test(path)) return false;
  if (path === "web/pages.ts") return /\/features\/[^/]+\/pages\.ts$/.test(to);
  return path === "web/background.ts" || /\/features\/[^/]+\/index\.tsx?$/.test(to);
}

/** Tables that more than one feature of the server writes to, as sentences. */
function sharedTables(all: readonly Source[]): string[] {
  const writers = new Map<string, Set<string>>();
  for (const { path, text } of all) {
    const feature = path.startsWith("server/") && !isTest(path) ? featureOf(path) : undefined;
    for (const [, written, built] of feature ? text.matchAll(WRITES) : []) {
      const table = (written ?? built)!;
      writers.set(table, (writers.get(table) ?? new Set()).add(feature!));
    }
  }
  return [...writers]
    .filter(([table, features]) => features.size > 1 && !WRITTEN_BY_ALL.has(table))
    .map(([table, features]) => `${table} is written by ${[...features].sort().join(" and ")}`);
}

/** The features of a module that import each other in a circle, or null. */
function circle(all: readonly Source[], module: string): string[] | null {
  const edges = new Map<string, Set<string>>();
  for (const source of all.filter(({ path }) => moduleOf(path) === module && !isTest(path))) {
    const own = featureOf(source.path);
    for (const to of own ? importsOf(source) : []) {
      const other = moduleOf(to) === module ? featureOf(to) : undefined;
      if (own && other && other !== own) edges.set(own, (edges.get(own) ?? new Set()).add(other));
    }
  }
  const walk = (feature: string, trail: string[]): string[] | null => {
    if (trail.includes(feature)) return [...trail.slice(trail.indexOf(feature)), feature];
    for (const next of edges.get(feature) ?? []) {
      const found = walk(next, [...trail, feature]);
      if (found) return found;
    }
    return null;
  };
  for (const feature of edges.keys()) {
    const found = walk(feature, []);
    if (found) return found;
  }
  return null;
}

test("every file keeps to the table", () => {
  const faults = sources.flatMap((source) => faultsOf(source).map((fault) => `${source.path}: ${fault}`));
  expect(faults).toEqual([]);
});

test.each(["server", "web"])("features of %s form no circle", (module) => {
  expect(circle(sources, module)).toBeNull();
});

test("a table is written by one feature", () => {
  expect(sharedTables(sources)).toEqual([]);
});

test("planted violations are seen", () => {
  const faults = (path: string, text: string) => faultsOf({ path, text });
  expect(faults("stats/x.ts", 'import "#content/index.ts";')).toEqual(["imports content/index.ts"]);
  expect(faults("contract/x.ts", 'import "#formats/schema.ts";')).toEqual([]);
  expect(faults("contract/x.ts", 'import "#formats/export/csv.ts";')).toHaveLength(1);
  expect(faults("cli/commands/projects.ts", 'import "#server/main.ts";')).toHaveLength(1);
  expect(faults("cli/commands/serve.ts", 'await import("#server/main.ts");')).toEqual([]);
  expect(faults("server/features/a/x.ts", 'import { y } from "../b/y.ts";')).toHaveLength(1);
  expect(faults("server/features/a/x.ts", 'import { y } from "../b/index.ts";')).toEqual([]);
  expect(faults("server/http/x.ts", 'import { y } from "../features/b/index.ts";')).toHaveLength(1);
  expect(faults("web/features/a/x.ts", 'import { y } from "../b/y.ts";')).toHaveLength(1);
  expect(faults("web/pages.ts", 'import "./features/b/pages.ts"')).toEqual([]);
  expect(faults("web/pages.ts", 'import "./features/b/b-page.tsx"')).toHaveLength(1);
  expect(faults("web/frame/x.ts", 'import "../features/b/index.ts"')).toHaveLength(1);
  expect(faults("web/ui/x.ts", 'import "../kinds/view.ts"')).toHaveLength(1);
  expect(faults("web/x.test.ts", 'import "../server/app.ts";')).toEqual([
    "../server/app.ts leaves its module",
  ]);
  expect(faults("server/http/x.ts", "process.env.PORT")).toEqual(["reads the environment"]);
  expect(faults("web/utils/x.ts", "")).toHaveLength(1);
  expect(faults("helpers/x.ts", "")).toEqual(["unknown module helpers"]);
  expect(faults("web/x.ts", "\n".repeat(401))).toHaveLength(1);
  const pair = ["a", "b"].map((name, n, all) => ({
    path: `server/features/${name}/index.ts`,
    text: `export * from "../${all[1 - n]}/index.ts";`,
  }));
  expect(circle(pair, "server")).toEqual(["a", "b", "a"]);
  const writers = [
    '"update slot set state = 4"',
    '"select 1 for update of s"',
    'tx.db.deleteFrom("slot")',
  ].map((text, n) => ({ path: `server/features/${"abc"[n]}/x.ts`, text }));
  expect(sharedTables(writers)).toEqual(["slot is written by a and c"]);
});
