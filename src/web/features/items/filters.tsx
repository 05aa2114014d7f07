import { type ReactNode, useState } from "react";
import type { Project } from "#contract/projects.ts";
import { ItemState } from "#contract/states.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Select } from "../../ui/field.tsx";
import { navigate, setSearch } from "../../ui/routing.ts";
import { AnswerFilter } from "./answer-filter.tsx";
import { useRead } from "./api.ts";
import { ConditionNote } from "./condition-note.tsx";
import { countFilters, type ItemQuery, SORTS, splitPair } from "./item-filter.ts";
import css from "./items.module.css";
import { SlowInput } from "./slow-input.tsx";
import { itemStateTitle, t } from "./words.ts";

/** The filters of the item list; each change goes into the address. */
export function Filters({ project, query }: { project: Project; query: ItemQuery }): ReactNode {
  const { filter, sort } = query;
  const params = { project: project.id };
  const members = useRead("projects", "members", { params });
  const authors = useRead("search", "authors", { params });
  const attributes = useRead("search", "attributes", { params });
  const attribute = splitPair(filter.attribute);
  const values = attributes.data?.rows.find(({ name }) => name === attribute.name)?.values ?? [];
  const set = (name: string, value: string | null) => setSearch({ [name]: value });
  const count = countFilters(filter);
  const [open, setOpen] = useState(false);
  return (
    <search className={css.filters} data-open={open}>
      <SlowInput
        label={t("items.search")}
        type="search"
        value={filter.text ?? ""}
        onChange={(value) => set("text", value)}
      />
      <Button className={css.filterToggle} icon="filter" aria-expanded={open} onClick={() => setOpen(!open)}>
        {count > 0 ? t("items.filtersSet", { count }) : t("items.filters")}
      </Button>
      <Select
        label={t("items.filter.state")}
        value={filter.state ?? ""}
        onChange={(event) => set("state", event.target.value)}
      >
        <option value="">{t("items.any")}</option>
        {ItemState.options.map((state) => (
          <option key={state} value={state}>
            {itemStateTitle(state)}
          </option>
        ))}
      </Select>
      <Select
        label={t("items.filter.author")}
        value={filter.author ?? ""}
        onChange={(event) => set("author", event.target.value)}
      >
        <option value="">{t("items.anybody")}</option>
        {[
          ...(members.data?.rows.map(({ person }) => person) ?? []),
          ...(authors.data?.rows.filter(({ kind }) => kind !== "person") ?? []),
        ].map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={t("items.filter.attribute")}
        value={attribute.name}
        onChange={(event) => {
          const name = event.target.value;
          const first = attributes.data?.rows.find((row) => row.name === name)?.values[0];
          set("attribute", name && `${name}:${first ?? ""}`);
        }}
      >
        <option value="">{t("items.any")}</option>
        {[
          ...new Set([
            ...(attribute.name ? [attribute.name] : []),
            ...(attributes.data?.rows.map((row) => row.name) ?? []),
          ]),
        ].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      {attribute.name && (
        <SlowInput
          label={t("items.filter.attributeValue", { name: attribute.name })}
          suggestions={values}
          value={attribute.value}
          onChange={(value) => set("attribute", `${attribute.name}:${value}`)}
        />
      )}
      <AnswerFilter project={project} value={filter.answer} onChange={(value) => set("answer", value)} />
      <SlowInput
        label={t("items.filter.externalId")}
        value={filter.externalId ?? ""}
        onChange={(value) => set("externalId", value)}
      />
      <Select label={t("items.sort")} value={sort} onChange={(event) => set("sort", event.target.value)}>
        {SORTS.map((one) => (
          <option key={one} value={one}>
            {t(`items.sort.${one}`)}
          </option>
        ))}
      </Select>
      {filter.where && <ConditionNote project={project.id} where={filter.where} />}
      <div className={css.filterEnd}>
        <Checkbox
          label={t("items.filter.flagged")}
          checked={filter.flagged === true}
          onChange={(event) => set("flagged", event.target.checked ? "true" : null)}
        />
        {count > 0 && (
          <Button small icon="cross" onClick={() => navigate(hrefOf("/projects/:project/items", params))}>
            {t("items.clear")}
          </Button>
        )}
      </div>
    </search>
  );
}
