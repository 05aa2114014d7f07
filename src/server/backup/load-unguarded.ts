import type pg from "pg";
import { quote } from "./catalog.ts";
import type { Header } from "./format.ts";

interface Definition {
  table: string;
  name: string;
  definition: string;
}

/**
 * Loads tables with their foreign keys, triggers and plain indexes away, and puts those back behind it: rows may come
 * in any order, and indexes are built in one go. The keys are checked over all rows when they return, so what
 * was loaded is whole. For an open transaction: a failure leaves everything as it was.
 */
export async function loadUnguarded(
  client: pg.Client,
  tables: Header["tables"],
  load: () => Promise<void>,
): Promise<void> {
  const names = tables.map(({ name }) => `public.${quote(name)}`);
  const { rows: keys } = await client.query<Definition>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by 1, 2`,
  );
  const { rows: indexes } = await client.query<Definition>(
    `select t.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.oid)
     order by 1, 2`,
  );
  await client.query("set local maintenance_work_mem = '256MB'");
  for (const { table, name } of keys) {
    await client.query(`alter table public.${quote(table)} drop constraint ${quote(name)}`);
  }
  for (const { name } of indexes) await client.query(`drop index public.${quote(name)}`);
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  await client.query(`truncate ${names.join(", ")}`);

  await load();

  for (const { definition } of indexes) await client.query(definition);
  for (const { table, name, definition } of keys) {
    await client.query(`alter table public.${quote(table)} add constraint ${quote(name)} ${definition}`);
  }
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
}
