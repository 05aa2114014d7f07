import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { featureOf, isTest, moduleOf, type Source, sources } from "./read-sources.case.ts";

/** Who may import whom. A module that is not named here may not exist; `models` and `checks` are still to come. */
const ALLOWED: Record<string, string[]> = {
  content: [],
  stats: [],
  verify: [],
  faults: ["contract", "sdk", "server", "stats", "verify"],
  kinds: ["content"],
  workflow: ["content"],
  guide: ["content"],
  models: ["content"],
  storage: ["content"],
  checks: ["content", "kinds", "stats", "models", "guide"],
  contract: ["content", "kinds", "workflow", "guide"],
  formats: ["content", "kinds", "guide", "contract"],
  server: [
    "content",
    "kinds",
    "stats",
    "storage",
    "models",
    "workflow",
    "guide",
    "contract",
    "checks",
    "formats",
  ],
  sdk: ["contract"],
  cli: ["contract", "sdk", "stats"],
  web: ["content", "kinds", "workflow", "guide", "contract", "sdk", "stats"],
};

/** Settings cross the wire in their owner's words: the contract may read these modules' schema.ts, and only that. */
const SCHEMAS = ["checks", "formats", "models", "storage"];
/** The commands that are the server rather than its guests. */
const SERVING = /^cli\/commands\/(serve|doctor|backup|restore|erasures|people-link)\b/;
const NAMELESS = /(^|\/)(shared|core|lib|common|utils)\//;
const MOST_LINES = 400;
const GENERATED = new Set(["server/db/tables.ts"]);
/** The only files of the platforms that list features. */
const LISTS =
  /^(server\/(app|worker|subscribers|[^/]+\.process|demo\/.+|testing\/.+|start|restore|sign-in-link)|web\/(pages|background))\.tsx?$/;
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
/**
 * The floors of the server's features, from the ground up: calls go down, events go up. A feature imports features of
 * lower floors alone; two on one floor speak through events and views. A new one
 * stands above every feature that it imports.
 */
const FLOORS = [
  ["accounts", "keys", "notices", "findings"],
  ["people", "discussions", "work"],
  ["projects", "items", "agreements", "announcements", "gates"],
  ["forms", "imports", "releases", "guides", "search"],
  ["workflows", "reports", "questions", "home", "types"],
  ["judgings"],
];

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
  if (comparesStages(source)) faults.push("compares a stage with a word: ask its kind for a property");
  if (from === "server" && text.includes("process.env") && !READ_ENVIRONMENT.has(path))
    faults.push("reads the environment");
  for (const to of importsOf(source)) {
    if (!mayImport(path, to)) faults.push(`imports ${to}`);
    if (!withinRooms(path, to)) faults.push(`imports ${to}, which stands on it`);
    if (!throughDoor(path, to)) faults.push(`imports ${to}, past its feature's door`);
  }
  return faults;
}

/** The words for kinds of stages, as the names of their files say them. */
const STAGES = "workflow/stages/";
const stageWords = sources.flatMap(({ path }) =>
  path.startsWith(STAGES) && !isTest(path) && !path.endsWith("/index.ts")
    ? path.slice(STAGES.length, -3)
    : [],
);

/** Whether a file compares the kind or the key of a stage with a word: in TypeScript, in a `switch` or in SQL. */
function comparesStages({ path, text }: Source): boolean {
  // The checker is independent of what it checks, and says the words itself.
  if (path.startsWith(STAGES) || moduleOf(path) === "verify" || isTest(path)) return false;
  const [word, of] = [`(?:${stageWords.join("|")})`, String.raw`\b(?:kind|key|work|stage)\w*["\])]*`];
  return [
    String.raw`${of}\s*[!=]==?\s*"${word}"`,
    String.raw`"${word}"\s*[!=]==?\s*[\w.?]*${of}`,
    String.raw`"${word}"[^\][]*\]\.includes\([^)]*${of}`,
    String.raw`switch \([^)]*${of}\) \{\s*case "${word}"`,
    String.raw`${of}\s*(?:=|<>|is distinct from|is not distinct from)\s*'${word}'`,
    String.raw`${of}\s+(?:not )?in \([^)]*'${word}'`,
  ].some((pattern) => new RegExp(pattern).test(text));
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

/** The floor of a feature, the ground being 0; -1 for one that stands on none. */
const floorOf = (feature: string) => FLOORS.findIndex((floor) => floor.includes(feature));

/** What is wrong with the floors that a file of a feature of the server calls, as sentences. */
function climbsOf(source: Source): string[] {
  const own = isTest(source.path) ? undefined : featureOf(source.path);
  if (own === undefined || moduleOf(source.path) !== "server") return [];
  if (floorOf(own) < 0) return [`${own} stands on no floor`];
  return importsOf(source).flatMap((to) => {
    const other = featureOf(to);
    const isAbove = other !== undefined && other !== own && floorOf(other) >= floorOf(own);
    return isAbove ? [`imports ${other}, which is no floor below ${own}`] : [];
  });
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

test("features of the server import features of lower floors alone", () => {
  expect(sources.flatMap((source) => climbsOf(source).map((fault) => `${source.path}: ${fault}`))).toEqual(
    [],
  );
  const there = new Set(
    sources.flatMap(({ path }) => (moduleOf(path) === "server" ? (featureOf(path) ?? []) : [])),
  );
  expect(new Set(FLOORS.flat())).toEqual(there);
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
  for (const text of [
    'if (row.work === "answer") x();',
    'return "edit" !== stage.kind;',
    '["review", "edit"].includes(graph.stages[0].kind)',
    'switch (assignment.work) {\n  case "review":',
    "select id from queue where kind = 'review'",
    "select id from slot_now where stage not in ('x', 'edit')",
  ]) {
    expect(faults("server/demo/x.ts", text), text).toHaveLength(1);
    expect(faults("workflow/stages/x.ts", text), text).toEqual([]);
  }
  expect(faults("web/x.ts", 'claim({ stage: "answer" }); if (place.part === "answer") x();')).toEqual([]);
  const pair = ["a", "b"].map((name, n, all) => ({
    path: `server/features/${name}/index.ts`,
    text: `export * from "../${all[1 - n]}/index.ts";`,
  }));
  expect(circle(pair, "server")).toEqual(["a", "b", "a"]);
  const climbs = (feature: string, to: string) =>
    climbsOf({ path: `server/features/${feature}/x.ts`, text: `import "../${to}/index.ts";` });
  expect(climbs("work", "items")).toEqual(["imports items, which is no floor below work"]);
  expect(climbs("items", "projects")).toHaveLength(1);
  expect(climbs("items", "work")).toEqual([]);
  expect(climbs("attic", "work")).toEqual(["attic stands on no floor"]);
});

/** Pairs of folders of the server that import each other. */
function circlesIn(files: readonly Source[]): string[] {
  const roomOf = (path: string) => (path.split("/").length > 2 ? path.split("/")[1]! : "");
  const arrows = new Set<string>();
  for (const source of files) {
    if (isTest(source.path) || moduleOf(source.path) !== "server") continue;
    for (const to of importsOf(source)) {
      const [from, target] = [roomOf(source.path), moduleOf(to) === "server" ? roomOf(to) : ""];
      if (from && target && from !== target) arrows.add(`${from} ${target}`);
    }
  }
  return [...arrows].filter((arrow) => arrows.has(arrow.split(" ").reverse().join(" "))).sort();
}

test("no two folders of the server import each other", () => {
  expect(circlesIn(sources)).toEqual([]);
  const planted = { path: "server/db/planted.ts", text: 'import { implement } from "../http/implement.ts";' };
  expect(circlesIn([...sources, planted])).toEqual(["db http", "http db"]);
});

test("the server sends no request to an address that a user gave: it sends none at all, except to itself", () => {
  const calls =
    /\bfetch\(|\bWebSocket\(|\b(?:http|https|http2|tls|dgram|undici)\.\w+\(|from "(?:node:(?:https|http2|tls|dgram|dns)|undici)"/;
  const isServers = ({ path }: Source) =>
    /^(?:server|formats|storage|workflow|guide)\//.test(path) && !isTest(path);
  expect(
    sources.filter((source) => isServers(source) && calls.test(source.text)).map(({ path }) => path),
  ).toEqual([
    "server/doctor/machine.ts", // asks this very server whether it is healthy
  ]);
  expect(calls.test("await fetch(url)")).toBe(true);
});
