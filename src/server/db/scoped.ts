import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { OrganizationScope } from "./organization-scope.ts";
import type { Tables } from "./tables.ts";

/** A query builder that sees one organization's rows and no others. */
export type Scoped = Kysely<Tables>;

/** A query builder on one connection, such as that of an open transaction. */
export function scopedOn(client: pg.ClientBase, organization: string): Scoped {
  const connection = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => connection, end: async () => {} } as unknown as pg.Pool;
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withPlugin(
    new OrganizationScope(organization),
  );
}
