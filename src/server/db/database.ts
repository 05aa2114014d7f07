import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import type { Subscriber } from "../events/inside.ts";
import { OrganizationScope } from "./organization-scope.ts";
import type { Tables } from "./tables.ts";

/** A query builder that sees one organization's rows and no others. */
export type Scoped = Kysely<Tables>;

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
}

export function createDatabase(pool: pg.Pool, subscribers: readonly Subscriber[]): Database {
  const all = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { pool, subscribers, for: (organization) => all.withPlugin(new OrganizationScope(organization)) };
}

/** A query builder on one connection, such as that of an open transaction. */
export function scopedOn(client: pg.ClientBase, organization: string): Scoped {
  const connection = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => connection, end: async () => {} } as unknown as pg.Pool;
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withPlugin(
    new OrganizationScope(organization),
  );
}
