import type { ReactNode } from "react";
import type { Preview } from "#contract/imports.ts";
import { inputClass } from "../../ui/field.tsx";
import { Table } from "../../ui/table.tsx";
import { TARGET_GROUPS, type TargetGroup, type TargetName, targetOf, targetParts } from "./column-targets.ts";
import css from "./imports.module.css";
import { t } from "./words.ts";

interface ColumnsTableProps {
  columns: Preview["columns"];
  onChange(column: string, target: string): void;
}

/** The columns of a file, each with a sample and what it becomes. */
export function ColumnsTable({ columns, onChange }: ColumnsTableProps): ReactNode {
  return (
    <Table
      caption={t("imports.columns")}
      rows={columns}
      keyOf={({ name }) => name}
      columns={[
        {
          name: "column",
          title: t("imports.column"),
          cell: ({ name, sample }) => (
            <>
              <code dir="auto">{name}</code>
              <span className={css.sample} dir="auto">
                {sample}
              </span>
            </>
          ),
        },
        {
          name: "target",
          title: t("imports.becomes"),
          cell: ({ name, target }) => (
            <TargetSelect column={name} target={target} onChange={(next) => onChange(name, next)} />
          ),
        },
      ]}
    />
  );
}

interface TargetSelectProps {
  column: string;
  target: string;
  onChange(next: string): void;
}

function TargetSelect({ column, target, onChange }: TargetSelectProps): ReactNode {
  const { kind, name } = targetParts(target);
  const named = kind === "attribute" || kind === "field";
  return (
    <span className={css.target}>
      <select
        className={inputClass}
        aria-label={t("imports.becomesOf", { name: column })}
        value={kind}
        onChange={(event) => onChange(targetOf(event.target.value as TargetName, column))}
      >
        {(Object.keys(TARGET_GROUPS) as TargetGroup[]).map((group) => (
          <optgroup key={group} label={t(`imports.group.${group}`)}>
            {TARGET_GROUPS[group].map((one) => (
              <option key={one} value={one}>
                {t(`imports.target.${one}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {named && (
        <input
          className={inputClass}
          dir="auto"
          aria-label={t("imports.nameOf", { name: column })}
          defaultValue={name}
          maxLength={60}
          onBlur={(event) => {
            const next = targetOf(kind, column, event.target.value.trim());
            if (next !== target) onChange(next);
          }}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      )}
    </span>
  );
}
