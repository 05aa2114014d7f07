import type { ReactNode } from "react";
import type { Project } from "#contract/projects.ts";
import { ItemState } from "#contract/states.ts";
import { IconButton } from "../../ui/button.tsx";
import { Checkbox, Select } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { itemStateTitle } from "../items/index.ts";
import { useRead } from "./api.ts";
import { type ReleaseDraft, toggled, type Wrong } from "./release-draft.ts";
import css from "./releases.module.css";
import { t } from "./words.ts";

export interface DraftFieldsProps {
  project: Project;
  draft: ReleaseDraft;
  wrong: Wrong;
  onChange(next: ReleaseDraft): void;
}

/** Which items and answers go into a release. */
export function FilterFields({ project, draft, wrong, onChange }: DraftFieldsProps): ReactNode {
  const versions = useRead("forms", "versions", { params: { project: project.id } });
  const { filter } = draft;
  const set = (patch: Partial<ReleaseDraft["filter"]>) =>
    onChange({ ...draft, filter: { ...filter, ...patch } });
  return (
    <fieldset className={css.group}>
      <legend>{t("releases.what")}</legend>
      <fieldset className={css.choices}>
        <legend className={css.small}>{t("releases.states")}</legend>
        {ItemState.options.map((state) => (
          <Checkbox
            key={state}
            label={itemStateTitle(state)}
            checked={filter.states.includes(state)}
            onChange={() => set({ states: toggled(filter.states, state) })}
          />
        ))}
      </fieldset>
      {wrong.states && <Problem text={t("releases.needsState")} />}
      <Checkbox
        label={t("releases.acceptedOnly")}
        help={t("releases.acceptedOnlyHelp")}
        checked={filter.acceptedOnly}
        onChange={(event) => set({ acceptedOnly: event.target.checked })}
      />
      <AttributeFields
        project={project.id}
        value={filter.attributes}
        onChange={(attributes) => set({ attributes })}
      />
      {versions.data && versions.data.rows.length > 1 && (
        <fieldset className={css.choices}>
          <legend className={css.small}>{t("releases.formVersions")}</legend>
          {versions.data.rows.map(({ n }) => (
            <Checkbox
              key={n}
              label={t("releases.formVersion", { n })}
              checked={filter.formVersions.includes(n)}
              onChange={() => set({ formVersions: toggled(filter.formVersions, n) })}
            />
          ))}
          <p className={css.muted}>{t("releases.formVersionsAll")}</p>
        </fieldset>
      )}
    </fieldset>
  );
}

type Narrowing = ReleaseDraft["filter"]["attributes"];

function AttributeFields({
  project,
  value,
  onChange,
}: {
  project: string;
  value: Narrowing;
  onChange(next: Narrowing): void;
}): ReactNode {
  const attributes = useRead("search", "attributes", { params: { project } });
  const known = attributes.data?.rows ?? [];
  const free = known.filter(({ name }) => !value.some((one) => one.name === name));
  return (
    <>
      {value.map(({ name, in: chosen }, at) => {
        const values = [...new Set([...(known.find((one) => one.name === name)?.values ?? []), ...chosen])];
        return (
          <fieldset key={name} className={css.choices}>
            <legend className={css.small}>
              {t("releases.attributeOf", { name })}{" "}
              <IconButton
                small
                icon="cross"
                label={t("releases.attributeRemove", { name })}
                onClick={() => onChange(value.filter((_, i) => i !== at))}
              />
            </legend>
            {values.map((one) => (
              <Checkbox
                key={one}
                label={one}
                checked={chosen.includes(one)}
                onChange={() => {
                  const next = toggled(chosen, one);
                  // Without any value nothing would fit: the last one takes the whole line away.
                  onChange(
                    next.length > 0 ? value.with(at, { name, in: next }) : value.filter((_, i) => i !== at),
                  );
                }}
              />
            ))}
          </fieldset>
        );
      })}
      {free.length > 0 && (
        <Select
          label={t("releases.attributeAdd")}
          value=""
          onChange={(event) => {
            const row = free.find(({ name }) => name === event.target.value);
            const first = row?.values[0];
            if (row && first !== undefined) onChange([...value, { name: row.name, in: [first] }]);
          }}
        >
          <option value="">{value.length > 0 ? "…" : t("releases.attributesNone")}</option>
          {free.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </>
  );
}

/** What is wrong with a group of controls. */
export function Problem({ text }: { text: string }): ReactNode {
  return (
    <p className={css.problem} role="alert">
      <Icon name="warning" size={16} /> {text}
    </p>
  );
}
