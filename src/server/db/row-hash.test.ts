import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "./pool.ts";
import { rowHash } from "./row-hash.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.drop());

test("a row's hash is the one that the database makes of it, whatever its columns hold", async () => {
  const words = fc.string({ unit: "binary" }).map((said) => said.replaceAll("\0", "")); // PostgreSQL keeps no NUL
  const { row } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      ...[words, fc.maxSafeInteger(), fc.boolean(), fc.constant(null)],
      ...[fc.array(tie("value"), { maxLength: 4 }), tie("row")],
    ),
    row: fc.dictionary(words, tie("value"), { maxKeys: 6 }),
  }));
  const rows = fc.sample(
    (row as fc.Arbitrary<Record<string, unknown>>).filter((each) =>
      Object.values(each).some((value) => value !== null),
    ),
    { numRuns: 500, seed: 32 },
  );
  const pool = createPool(own.connection, { max: 1 });
  const text = "select array(select row_hash(value) from jsonb_array_elements($1)) as hashes";
  const answer = await pool.query<{ hashes: string[] }>(text, [JSON.stringify(rows)]);
  await pool.end();
  expect(rows.map(rowHash)).toEqual(answer.rows[0]!.hashes);
});
