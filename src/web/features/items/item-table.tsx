import type { ReactNode } from "react";
import type { Project } from "#contract/projects.ts";
import type { ItemRow } from "#contract/search.ts";
import { withUnseen } from "../../kinds/unseen.tsx";
import { hrefOf } from "../../paths.ts";
import { formatNumber } from "../../ui/messages/index.ts";
import { useLocation } from "../../ui/routing.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import css from "./items.module.css";
import { ItemBadge } from "./state-badge.tsx";
import { priorityTitle, t } from "./words.ts";

interface ItemTableProps {
  project: Project;
  rows: readonly ItemRow[];
  selected: ReadonlySet<string>;
  /** Missing: rows cannot be selected. */
  onSelect: ((next: ReadonlySet<string>) => void) | undefined;
}

const SHOWN_ATTRIBUTES = 4;

/** Items as rows; the prompt's first words lead to the item. */
export function ItemTable({ project, rows, selected, onSelect }: ItemTableProps): ReactNode {
  // The list goes along in the address, so that the item's page can lead on to the next of it.
  const search = Object.fromEntries(useLocation().search);
  const columns: Column<ItemRow>[] = [
    ...(onSelect ? [selection(rows, selected, onSelect)] : []),
    {
      name: "position",
      title: t("items.position"),
      numeric: true,
      cell: ({ position }) => formatNumber(position),
    },
    {
      name: "text",
      title: t("items.text"),
      heads: true,
      cell: ({ id, excerpt }) => (
        <a
          className={css.excerpt}
          dir="auto"
          href={hrefOf("/projects/:project/items/:item", { project: project.id, item: id }, search)}
        >
          {withUnseen(excerpt || "–")}
        </a>
      ),
    },
    {
      name: "state",
      title: t("items.stateColumn"),
      cell: ({ state, priority }) => (
        <span className={css.badges}>
          <ItemBadge state={state} />
          {priority !== 1 && (state === "new" || state === "in-progress") && (
            <span className={css.muted}>{priorityTitle(priority)}</span>
          )}
        </span>
      ),
    },
    {
      name: "attributes",
      title: t("items.attributes"),
      cell: ({ attributes }) => <Short attributes={attributes} />,
    },
    {
      name: "answers",
      title: t("items.answers"),
      numeric: true,
      cell: ({ answers }) => formatNumber(answers),
    },
    {
      name: "authors",
      title: t("items.authors"),
      cell: ({ authors }) => (
        <span className={css.authors}>{authors.map(({ name }) => name).join(", ")}</span>
      ),
    },
    {
      name: "changed",
      title: t("items.changed"),
      cell: ({ changedAt }) =>
        changedAt ? <Time value={changedAt} /> : <span className={css.muted}>{t("items.unchanged")}</span>,
    },
  ];
  return <Table caption={t("items.title")} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}

function selection(
  rows: readonly ItemRow[],
  selected: ReadonlySet<string>,
  onSelect: (next: ReadonlySet<string>) => void,
): Column<ItemRow> {
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return {
    name: "select",
    title: (
      <input
        type="checkbox"
        className={css.tick}
        aria-label={t("items.selectPage")}
        checked={all}
        onChange={() => onSelect(new Set(all ? [] : rows.map(({ id }) => id)))}
      />
    ),
    cell: ({ id, position }) => (
      <input
        type="checkbox"
        className={css.tick}
        aria-label={t("items.select", { position })}
        checked={selected.has(id)}
        onChange={() => {
          const next = new Set(selected);
          if (!next.delete(id)) next.add(id);
          onSelect(next);
        }}
      />
    ),
  };
}

function Short({ attributes }: { attributes: ItemRow["attributes"] }): ReactNode {
  const all = Object.entries(attributes);
  return (
    <span className={css.attributes} title={all.map(([name, value]) => `${name}: ${value}`).join("\n")}>
      {all
        .slice(0, SHOWN_ATTRIBUTES)
        .map(([, value]) => String(value))
        .join(" · ")}
      {all.length > SHOWN_ATTRIBUTES && " …"}
    </span>
  );
}
