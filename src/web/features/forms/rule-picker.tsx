import type { ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface RulePickerProps {
  project: string;
  rules: readonly string[];
  onChange(rules: string[]): void;
}

/** The guide's rules that a question names; nothing where the project's guide has none. */
export function RulePicker({ project, rules, onChange }: RulePickerProps): ReactNode {
  const guide = useRead("guides", "get", { params: { project } }).data?.guide;
  const known = (guide?.entries ?? []).flatMap(({ id, number, content }) =>
    content.kind === "rule" ? [{ id, title: `${number} ${content.title}` }] : [],
  );
  if (known.length === 0 && rules.length === 0) return null;
  return (
    <div className={css.rules}>
      <Select
        label={t("forms.rules")}
        help={t("forms.rulesHelp")}
        value=""
        onChange={(event) => onChange([...rules, event.target.value])}
      >
        <option value="">{t("forms.rulesAdd")}</option>
        {known
          .filter(({ id }) => !rules.includes(id))
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </Select>
      <ul>
        {rules.map((rule) => {
          const title = known.find(({ id }) => id === rule)?.title ?? t("forms.rulesGone");
          return (
            <li key={rule}>
              <span dir="auto">{title}</span>
              <IconButton
                small
                icon="cross"
                tip="end"
                label={t("forms.rulesRemove", { title })}
                onClick={() => onChange(rules.filter((id) => id !== rule))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
