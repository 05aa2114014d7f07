import type { ReactNode } from "react";
import type { Json } from "#content/index.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { blankRow, type Control, errorAt, type Setting } from "./setting-controls.ts";
import css from "./settings.module.css";
import { settingTitle, t } from "./words.ts";

type Row = Record<string, Json>;

interface RowsEditorProps {
  label: string;
  control: Extract<Control, { type: "rows" }>;
  value: Json;
  errors: ReadonlyMap<string, string>;
  path: string;
  onChange(next: Json): void;
}

/** A list of small records, such as the options of a choice: a table whose cells are controls. */
export function RowsEditor({ label, control, value, errors, path, onChange }: RowsEditorProps): ReactNode {
  const rows = (Array.isArray(value) ? value : []) as Row[];
  const replace = (at: number, row: Row) => onChange(rows.with(at, row));
  const error = errors.get(path) ?? errorAt(errors, path);
  return (
    <fieldset className={css.rows}>
      <legend className={css.legend}>{label}</legend>
      {rows.length > 0 && (
        <table className={css.rowTable}>
          <thead>
            <tr>
              {control.columns.map(({ name }) => (
                <th key={name} scope="col">
                  {settingTitle(name)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
              <tr key={at}>
                {control.columns.map((column) => (
                  <td key={column.name}>
                    <Cell
                      column={column}
                      label={t("settings.row", { n: at + 1, column: settingTitle(column.name) })}
                      value={row[column.name] ?? null}
                      invalid={errors.has(`${path}.${at}.${column.name}`)}
                      onChange={(next) => replace(at, { ...row, [column.name]: next })}
                    />
                  </td>
                ))}
                <td className={css.rowButtons}>
                  <IconButton
                    small
                    icon="up"
                    tip="end"
                    label={t("settings.rowUp", { n: at + 1 })}
                    disabled={at === 0}
                    onClick={() => onChange(rows.with(at, rows[at - 1]!).with(at - 1, row))}
                  />
                  <IconButton
                    small
                    icon="trash"
                    tip="end"
                    label={t("settings.rowRemove", { n: at + 1 })}
                    disabled={rows.length <= control.minimum}
                    onClick={() => onChange(rows.filter((_, i) => i !== at))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {error && (
        <p className={css.error}>
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
      <div>
        <Button
          small
          icon="plus"
          disabled={rows.length >= control.maximum}
          onClick={() => onChange([...rows, blankRow(control.columns) as Row])}
        >
          {t("settings.rowAdd")}
        </Button>
      </div>
    </fieldset>
  );
}

interface CellProps {
  column: Setting;
  label: string;
  value: Json;
  invalid: boolean;
  onChange(next: Json): void;
}

function Cell({ column: { control }, label, value, invalid, onChange }: CellProps): ReactNode {
  if (control.type === "choice") {
    return (
      <select
        className={inputClass}
        aria-label={label}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {control.nullable && <option value="">{t("settings.noneChosen")}</option>}
        {control.options.map((option) => (
          <option key={option} value={option}>
            {settingTitle(option)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      className={inputClass}
      dir="auto"
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={typeof value === "string" || typeof value === "number" ? value : ""}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
