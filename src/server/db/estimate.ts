import type pg from "pg";

/** About how many rows a query gives, by the database's statistics and without reading them. */
export async function estimateRows(pool: pg.Pool, query: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `explain (format json) ${query}`,
    values,
  );
  return rows[0]!["QUERY PLAN"][0].Plan["Plan Rows"];
}

/** An estimate as it may be told: with two digits, since it knows no more. */
export function roundEstimate(about: number): number {
  return Number(about.toPrecision(2));
}
