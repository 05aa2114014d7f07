import { afterAll, beforeAll, expect, test } from "vitest";
import { queryOnce } from "./query-once.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

test("a test database is migrated, empty and nobody else's", async () => {
  await queryOnce(one.connection, "create table only_here (n int)");
  expect(await queryOnce(one.connection, "select n from only_here")).toEqual([]);
  await expect(queryOnce(other.connection, "select n from only_here")).rejects.toMatchObject({
    code: "42P01",
  });
  expect(await queryOnce(other.connection, "select count(*)::int as n from organization")).toEqual([
    { n: 0 },
  ]);
});

test("a test works with the rights that the product has", async () => {
  const [me] = await queryOnce(one.connection, "select rolsuper from pg_roles where rolname = current_user");
  if (!process.env.TEST_DATABASE_URL) expect(me).toEqual({ rolsuper: false });
});
