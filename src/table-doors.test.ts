import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { featureOf, isTest, moduleOf, type Source, sources } from "./read-sources.case.ts";

/**
 * Tables of other features that are still read directly: who reads, what, and how often. The list may only shrink.
 * Read another feature's table through a view instead (`server/db/migrations/`, `create view`).
 */
const STILL_READ: Record<string, Record<string, number>> = {
  accounts: { api_key: 1, organization: 1, person: 2 },
  discussions: { item: 1 },
  home: { draft: 1 },
  keys: { person: 2, session: 1 },
  projects: { person: 1 },
  releases: { form_version: 1, item: 2 },
  search: { form_version: 1 },
  work: { form: 2, form_version: 1, identity: 1, item: 9, project: 8, workflow_version: 2 },
};

/** Why each of them still does. */
const WHY: Record<string, string> = {
  accounts: "locks a person while links and sessions are made; reads of oneself and of keys at a recovery",
  discussions: "locks an item against being taken back",
  home: "drafts, by their author's index",
  keys: "locks a person and their session, so that no key outlives what made it",
  projects: "locks a person against being erased",
  releases: "what is hidden of an item is in no view; forms by number",
  search: "forms by id",
  work: "hot statements of claims and submits, and locks of items and projects",
};

/** Written with every decision by whoever makes it, and read by everybody. */
const OPEN_TO_ALL = new Set(["event"]);

const TYPES = readFileSync("src/server/db/tables.ts", "utf8");
const MIGRATIONS = "src/server/db/migrations";
const TABLES = [...TYPES.matchAll(/^ {2}(\w+): \w+Table;/gm)].map(([, name]) => name!);
const NAMES = TABLES.join("|");

/** How a statement, the query builder or a bulk copy writes to a table. */
const WRITES =
  /\b(?:insert into|delete from|update) (?!skip\b|set\b|of\b)([a-z_]+)\b|\b(?:insertInto|updateTable|deleteFrom)\("([a-z_]+)"\)|copyInto\([^,]+, "([a-z_]+)"/g;
/** How they name a table: behind a word, behind the comma of a list, or in quotes. */
const mentionsOf = (names: string) =>
  new RegExp(
    `\\b(?:from|join|into|update|using|only)\\s+(${names})\\b(?!\\.)|,\\s*(${names})\\s+[a-z]{1,3}\\b(?= |,|\\n)|` +
      `(?:From|Join|Into|Table|using)\\("(${names})(?: as \\w+)?"`,
    "g",
  );

const found = (match: RegExpExecArray) => match.slice(1).find((name) => name !== undefined)!;
const ownerOf = ({ path }: Source) =>
  moduleOf(path) === "server" && !isTest(path) ? featureOf(path) : undefined;

/** The features that write to each table. */
function writersOf(all: readonly Source[]): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>();
  for (const source of all) {
    const feature = ownerOf(source);
    for (const match of feature ? source.text.matchAll(WRITES) : [])
      writers.set(found(match), (writers.get(found(match)) ?? new Set()).add(feature!));
  }
  return writers;
}

/** A text without its comments. */
const spoken = (text: string) => text.replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gms, "");

/** Tables that more than one feature of the server writes to, as sentences. */
function sharedTables(all: readonly Source[]): string[] {
  return [...writersOf(all)]
    .filter(([table, features]) => features.size > 1 && !OPEN_TO_ALL.has(table))
    .map(([table, features]) => `${table} is written by ${[...features].sort().join(" and ")}`);
}

/** How often each feature names a table that another one writes. */
function foreignTables(
  all: readonly Source[],
  aliases: ReadonlyMap<string, string>,
): Record<string, Record<string, number>> {
  const writers = writersOf(all);
  const reads: Record<string, Record<string, number>> = {};
  const mentions = mentionsOf([NAMES, ...aliases.keys()].join("|"));
  for (const source of all) {
    const feature = ownerOf(source);
    for (const match of feature ? spoken(source.text).matchAll(mentions) : []) {
      const table = aliases.get(found(match)) ?? found(match);
      const owners = writers.get(table);
      if (!owners || owners.has(feature!) || OPEN_TO_ALL.has(table)) continue;
      const row = reads[feature!] ?? {};
      reads[feature!] = { ...row, [table]: (row[table] ?? 0) + 1 };
    }
  }
  return reads;
}

/** What is read oftener than listed, as sentences. */
function beyond(reads: typeof STILL_READ, listed: typeof STILL_READ): string[] {
  return Object.entries(reads).flatMap(([feature, tables]) =>
    Object.entries(tables).flatMap(([table, count]) => {
      const most = listed[feature]?.[table] ?? 0;
      return count > most
        ? [`${feature} names ${table} ${count} times, ${most} are listed: read a view`]
        : [];
    }),
  );
}

/** Every view as the migrations leave it: its name and its statement. */
function viewsOf(migrations: readonly string[]): Map<string, string> {
  const views = new Map<string, string>();
  for (const text of migrations) {
    const plain = text.replaceAll(/--.*$/gm, "");
    for (const [, made, body, dropped] of plain.matchAll(
      /create (?:or replace )?view (\w+)[^;]*? as\s+([^;]+);|drop view (?:if exists )?(\w+)/g,
    )) {
      if (dropped) views.delete(dropped);
      else views.set(made!, body!);
    }
  }
  return views;
}

/** A view that only passes a table's columns through is that table: by its name, the table's. */
function passedThrough(views: ReadonlyMap<string, string>): Map<string, string> {
  const passing = [...views].flatMap(([view, body]) => {
    const [, columns, table] = /^select\s([^()]+?)\sfrom (\w+)(?: \w+)?$/.exec(body.trim()) ?? [];
    const isPlain = columns?.split(",").every((column) => /^\s*[\w.*]+(?: as \w+)?\s*$/.test(column));
    return table && isPlain ? [[view, table] as const] : [];
  });
  return new Map(passing);
}

/** Views that hand on every column of something, whatever it will be, as sentences. */
const namelessColumns = (views: ReadonlyMap<string, string>) =>
  [...views].flatMap(([view, body]) =>
    /select\s+(\w+\.)?\*|,\s*\w+\.\*/.test(body) ? [`${view} names no columns`] : [],
  );

/** Views in which a state is a number, as sentences. `types` is tables.ts. */
const numberedStates = (views: ReadonlyMap<string, string>, types: string) =>
  [...views.keys()].flatMap((view) => {
    const name = view.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const [columns] = new RegExp(`interface ${name}Table \\{[^}]+`).exec(types) ?? [""];
    return /state: number/.test(columns) ? [`${view} has a state that is a number`] : [];
  });

const views = viewsOf(
  readdirSync(MIGRATIONS)
    .sort()
    .map((name) => readFileSync(`${MIGRATIONS}/${name}`, "utf8")),
);

test("a table is written by one feature", () => {
  expect(sharedTables(sources)).toEqual([]);
});

test("a feature reads other features' tables through views, but for those that are listed", () => {
  const reads = foreignTables(sources, passedThrough(views));
  expect(beyond(reads, STILL_READ)).toEqual([]);
  expect(reads, "fewer than listed: lower the numbers").toEqual(STILL_READ);
});

test("every feature that is listed has a reason", () => {
  expect(Object.keys(STILL_READ).filter((feature) => !WHY[feature])).toEqual([]);
});

test("a view names its columns, and says states in words", () => {
  expect(namelessColumns(views)).toEqual([]);
  expect(numberedStates(views, TYPES)).toEqual([]);
});

test("planted violations are seen", () => {
  const file = (feature: string, text: string) => ({ path: `server/features/${feature}/x.ts`, text });
  const writers = [
    file("a", '"update slot set state = 4"'),
    file("b", '"select 1 for update of s"'),
    file("c", 'tx.db.deleteFrom("slot")'),
  ];
  expect(sharedTables(writers)).toEqual(["slot is written by a and c"]);
  expect(
    sharedTables([file("a", 'rows.copyInto(client, "item", C)'), file("b", '"delete from item"')]),
  ).toEqual(["item is written by a and b"]);

  const reads = (text: string, aliases = new Map<string, string>()) =>
    foreignTables([file("items", '"insert into item"'), file("a", text)], aliases);
  expect(reads("select from item i")).toEqual({ a: { item: 1 } });
  expect(reads("select from slot s,\n  item i, event e")).toEqual({ a: { item: 1 } });
  expect(reads('db.selectFrom("item").leftJoin("item as other", "a", "b")')).toEqual({ a: { item: 2 } });
  expect(reads("/** An answer, item or review */\n// from item")).toEqual({});
  expect(reads("select item.id from item_now, event e where item.id = 1")).toEqual({});
  expect(beyond(reads("select from item i"), {})).toEqual([
    "a names item 1 times, 0 are listed: read a view",
  ]);
  expect(beyond(reads("select from item i"), { a: { item: 1 } })).toEqual([]);
  const made = viewsOf([
    "create view all_items as select id, i.state as now from item i;",
    "create view item_now as select id, coalesce(state, 'new') as state from item where id > 1; -- from item",
    "create view every as select i.* from item i where id = 1; create view gone as select id from item; drop view gone;",
  ]);
  expect(passedThrough(made)).toEqual(new Map([["all_items", "item"]]));
  expect(reads("select from all_items", passedThrough(made))).toEqual({ a: { item: 1 } });
  expect(reads("select from item_now", passedThrough(made))).toEqual({});
  expect(namelessColumns(made)).toEqual(["every names no columns"]);
  const types = "interface ItemNowTable {\n  state: number | null;\n}";
  expect(numberedStates(made, types)).toEqual(["item_now has a state that is a number"]);
});
