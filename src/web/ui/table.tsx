import { type ReactNode, useRef } from "react";
import { useFocusKept } from "./focus.ts";
import hidden from "./hidden.module.css";
import css from "./table.module.css";

export interface Column<Row> {
  name: string;
  title: ReactNode;
  /** Numbers stand right, so that digits of equal weight stand under each other. */
  numeric?: boolean;
  cell: (row: Row) => ReactNode;
  /** Names the row; the first column by default. */
  heads?: boolean;
  sort?: "ascending" | "descending" | "none";
  onSort?: () => void;
}

interface TableProps<Row> {
  /** What the table is about; read aloud, and shown with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  /** Stands in the place of rows where there are none. */
  empty?: ReactNode;
}

/** Rows and columns. Wide ones scroll in their own frame, which the keyboard reaches. */
export function Table<Row>({
  caption,
  showCaption,
  columns,
  rows,
  keyOf,
  empty,
}: TableProps<Row>): ReactNode {
  const frame = useRef<HTMLElement>(null);
  const watch = useFocusKept(frame);
  if (rows.length === 0 && empty) return empty;
  const head = Math.max(
    0,
    columns.findIndex((column) => column.heads),
  );
  return (
    <section
      ref={frame}
      className={css.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={caption}
      {...watch}
    >
      <table className={css.table}>
        <caption className={showCaption ? css.caption : hidden.hidden}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                data-numeric={column.numeric}
                aria-sort={column.onSort ? (column.sort ?? "none") : undefined}
              >
                {column.onSort ? (
                  <button type="button" className={css.sort} onClick={column.onSort}>
                    {column.title}
                    <span aria-hidden="true">
                      {column.sort === "ascending" ? "▲" : column.sort === "descending" ? "▼" : "↕"}
                    </span>
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, at) =>
                at === head ? (
                  <th key={column.name} scope="row" data-numeric={column.numeric}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.name} data-numeric={column.numeric}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
