import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import type { Subscriber } from "./open-change.ts";
import { OrganizationScope } from "./organization-scope.ts";
import type { Scoped } from "./scoped.ts";
import type { Tables } from "./tables.ts";

/** Which row of which organization. */
export interface RowKey {
  org: string;
  id: string;
}

/** The one way to queries: per organization. What belongs to none stands in the list of organization-scope.test.ts. */
export interface Database {
  pool: pg.Pool;
  /** Who has a part in changes, in this order. */
  subscribers: readonly Subscriber[];
  for(organization: string): Scoped;
  /** The same on connections of its own, for reads that take long: others never wait for these. */
  heavy: Database;
}

/** @param heavy the connections for reads that take long; the same where none are given */
export function createDatabase(
  pool: pg.Pool,
  subscribers: readonly Subscriber[],
  heavy: pg.Pool = pool,
): Database {
  const all = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    subscribers,
    for: (organization) => all.withPlugin(new OrganizationScope(organization)),
    get heavy() {
      return heavy === pool ? this : createDatabase(heavy, subscribers);
    },
  };
}
