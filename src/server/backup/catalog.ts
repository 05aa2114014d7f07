import type pg from "pg";
import type { Header, Manifest } from "./format.ts";

/** Every table of ours with the columns that hold values of their own, in the order of their names. */
export async function listTables(client: pg.ClientBase): Promise<Header["tables"]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
    group by c.relname order by c.relname`);
  return rows;
}

/** What the schema was made by; empty where there is none yet. */
export async function listMigrations(client: pg.ClientBase): Promise<Header["migrations"]> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('public.migration') is not null as found",
  );
  if (!rows[0]!.found) return [];
  return (await client.query("select name, sha256 from public.migration order by name")).rows;
}

/** Where each sequence stands. Sequences only move up, so read after the rows they are never behind them. */
export async function readSequences(client: pg.ClientBase): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1",
  );
  const sequences: Manifest["sequences"] = [];
  for (const { name } of rows) {
    const at = await client.query(
      `select last_value::text as value, is_called as "isCalled" from public.${quote(name)}`,
    );
    sequences.push({ name, ...at.rows[0] });
  }
  return sequences;
}

/** Where files were named before there was a ledger of them: for a database that no newer program has started on. */
const BEFORE_LEDGER =
  "select blob as key from public.import union select blob from public.release_file order by 1";

/** The names of the files that the ledger lists, in the view of this transaction. */
export async function listFiles(client: pg.ClientBase): Promise<string[]> {
  const { rows: ledger } = await client.query(
    "select to_regclass('public.stored_file') is not null as found",
  );
  const { rows } = await client.query<{ key: string }>(
    ledger[0].found ? "select key from public.stored_file order by 1" : BEFORE_LEDGER,
  );
  return rows.map((row) => row.key);
}

/** Text in, text out, the same in every database: settings that change how values are written. */
export const PLAIN_TEXT = `
  set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set extra_float_digits = 1; set client_encoding = 'UTF8'; set statement_timeout = 0; set lock_timeout = 0;
  set idle_in_transaction_session_timeout = 0`;

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function copyColumns(table: { name: string; columns: string[] }): string {
  return `public.${quote(table.name)} (${table.columns.map(quote).join(", ")})`;
}
