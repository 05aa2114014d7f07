import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Comparison, holds, type Json, type Predicate } from "#content/index.ts";
import { predicateSql } from "./predicate-sql.ts";
import { queryOnce } from "./query-once.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let database: TestDatabase;
let client: pg.Client;
/** A database that sorts as English does, as an installation's own PostgreSQL may: conditions do not follow it. */
let english: string;
beforeAll(async () => {
  database = await testDatabase();
  english = `${database.connection.database}_english`;
  await queryOnce(
    database.connection,
    `create database ${english} template template0 locale_provider icu icu_locale 'en-US'`,
  );
  client = new pg.Client({ ...database.connection, database: english });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await queryOnce(database.connection, `drop database ${english}`);
  await database.drop();
});

const SCALARS: Json[] = ["de", "en", "Zebra", "zebra", 1, 2, 10, "10", true, false, null];
const ENDS: (number | string)[] = [1, 5, 10, "10", "d", "de", "zz"];
const scalar = fc.constantFrom(...SCALARS);
const name = fc.constantFrom("a", "b", "missing");
const end = fc.constantFrom(...ENDS);
const comparison = fc.oneof(
  fc.record({ of: fc.constant("attribute" as const), name, equals: scalar }),
  fc.record({ of: fc.constant("attribute" as const), name, in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({
    of: fc.constant("attribute" as const),
    name,
    between: fc.record({ from: end, to: end }, { requiredKeys: [] }),
  }),
  fc.record({
    of: fc.constant("state" as const),
    in: fc.array(fc.constantFrom("new", "done"), { maxLength: 2 }),
  }),
);
const predicates = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    comparison,
    fc.record({ all: fc.array(tie("any"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("any"), { maxLength: 3 }) }),
    fc.record({ not: tie("any") }),
  ),
})).any;
const attributes = fc.record(
  { a: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), b: scalar },
  { requiredKeys: [] },
);

/** Whether a predicate holds, in the database, for each of some items' attributes. */
async function heldBy(predicate: Predicate, items: Record<string, Json | undefined>[]): Promise<boolean[]> {
  const { sql, values } = predicateSql(predicate, 2);
  const { rows } = await client.query<{ holds: boolean }>(
    `select ${sql} as holds from (select attributes, 'new'::text as stored_state
     from unnest($1::jsonb[]) with ordinality as u(attributes, n) order by n) i`,
    [items.map((item) => JSON.stringify(item)), ...values],
  );
  return rows.map((row) => row.holds);
}
const readOf =
  (item: Record<string, Json | undefined>) =>
  (of: string, key = "") =>
    of === "state" ? "new" : item[key];

test("a predicate holds in the database where it holds in the process", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, attributes, async (predicate, item) => {
      const held = await heldBy(predicate, [item]);
      expect(held, JSON.stringify(predicate)).toEqual([holds(predicate, readOf(item))]);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
  );
});

test("every comparison says of every value what the process says", async () => {
  const of = { of: "attribute" as const, name: "a" };
  const ends = [undefined, ...ENDS];
  const comparisons: Comparison[] = [
    ...SCALARS.map((equals) => ({ ...of, equals })),
    ...SCALARS.map((value, at) => ({ ...of, in: [value, SCALARS[(at + 3) % SCALARS.length]!] })),
    ...ends.flatMap((from) =>
      ends.map((to) => ({
        ...of,
        between: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
      })),
    ),
  ];
  const lists = SCALARS.map((value, at) => [value, SCALARS[(at + 5) % SCALARS.length]!]);
  const items = [{}, { a: [] }, ...[...SCALARS, ...lists].map((a) => ({ a }))];
  for (const comparison of comparisons) {
    const held = await heldBy(comparison, items);
    const expected = items.map((item) => holds(comparison, readOf(item)));
    expect(held, JSON.stringify(comparison)).toEqual(expected);
  }
});
