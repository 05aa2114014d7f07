import type pg from "pg";
import { csvLine } from "#formats/export/index.ts";

const PAGE = 5_000;

/** The report of an import as CSV, read and sent a page at a time. */
export async function* writeProblems(pool: pg.Pool, org: string, id: string): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(["line", "imported", "reason", "text"]));
  let after: [line: number, reason: string] = [-1, ""];
  for (;;) {
    const { rows } = await pool.query<{ line: number; reason: string; text: string; landed: boolean }>(
      `select line, reason, text, landed from import_problem
       where import_id = $1 and org_id = $2 and (line, reason) > ($3, $4) order by line, reason limit ${PAGE}`,
      [id, org, ...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield Buffer.from(
      rows.map((row) => csvLine([row.line, row.landed ? "yes" : "no", row.reason, row.text])).join(""),
    );
    after = [last.line, last.reason];
  }
}
