import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds, type Json, type Predicate } from "#content/index.ts";
import { predicateSql } from "./predicate-sql.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const scalar = fc.constantFrom<Json>("de", "en", "Zebra", "zebra", 1, 2, 10, "10", true, false, null);
const name = fc.constantFrom("a", "b", "missing");
const end = fc.constantFrom<number | string>(1, 5, "10", "d", "zz");
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

test("a predicate holds in the database where it holds in the process", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, attributes, async (predicate, values) => {
      const { sql, values: given } = predicateSql(predicate, 2);
      const { rows } = await client.query(
        `select ${sql} as holds from (select $1::jsonb as attributes, 'new'::text as stored_state) i`,
        [JSON.stringify(values), ...given],
      );
      const read = (of: string, key = "") =>
        of === "state" ? "new" : (values as Record<string, Json | undefined>)[key];
      expect(rows[0].holds, sql).toBe(holds(predicate, read));
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
  );
});
