import type pg from "pg";
import { csvLine } from "#formats/export/index.ts";
import type { RowKey } from "../../db/database.ts";

const PAGE = 5_000;

/** The report of an import as CSV, read and sent a page at a time. */
export async function* writeProblems(
  pool: pg.Pool,
  { org, project, id }: RowKey & { project: string },
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(["line", "imported", "reason", "text"]));
  let after: [line: number, reason: string] = [-1, ""];
  for (;;) {
    const { rows } = await pool.query<{ line: number; reason: string; text: string; landed: boolean }>(
      `select p.line, p.reason, p.text, p.landed from import i join import_problem p on p.import_id = i.id
       where i.id = $1 and i.project_id = $2 and i.org_id = $3 and (p.line, p.reason) > ($4, $5)
       order by p.line, p.reason limit ${PAGE}`,
      [id, project, org, ...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield Buffer.from(
      rows.map((row) => csvLine([row.line, row.landed ? "yes" : "no", row.reason, row.text])).join(""),
    );
    after = [last.line, last.reason];
  }
}
