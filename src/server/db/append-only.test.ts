import { expect, test } from "vitest";
import { queryOnce } from "./query-once.ts";
import { testDatabase } from "./testing.ts";

/** Tables whose rows may not be changed or deleted, and have no trigger of that kind against TRUNCATE (its bit is 32). */
const OPEN_TO_TRUNCATE = `
select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
  and exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = c.oid and p.proname in ('refuse_change', 'keep_row'))
  and not exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = c.oid and p.proname = 'refuse_change' and t.tgtype & 32 > 0 and t.tgenabled = 'O')`;

test("no table that keeps its rows can be emptied at once", async () => {
  const { connection, drop } = await testDatabase();
  expect(await queryOnce(connection, OPEN_TO_TRUNCATE)).toEqual([]);
  await queryOnce(connection, "drop trigger gate_keeps_rows on gate");
  expect(await queryOnce(connection, OPEN_TO_TRUNCATE)).toEqual([{ name: "gate" }]);
  await drop();
});
