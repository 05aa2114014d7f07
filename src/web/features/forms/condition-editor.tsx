import type { ReactNode } from "react";
import { canonical } from "#content/index.ts";
import type { Condition, FormQuestion } from "#kinds/form.ts";
import { Checkbox, Select, TextArea } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { conditionValues, typedValues } from "./condition-values.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface ConditionEditorProps {
  condition: Condition | null;
  earlier: readonly FormQuestion[];
  error: string | undefined;
  onChange(next: Condition | null): void;
}

/** When a question is asked: always, or after certain answers to an earlier one. */
export function ConditionEditor({ condition, earlier, error, onChange }: ConditionEditorProps): ReactNode {
  if (earlier.length === 0 && !condition) return null;
  const named = earlier.find(({ name }) => name === condition?.question);
  const offered = named ? conditionValues(named) : null;
  return (
    <div className={css.condition}>
      <Select
        label={t("forms.condition")}
        value={condition?.question ?? ""}
        onChange={(event) => {
          const question = earlier.find(({ name }) => name === event.target.value);
          const first = question && (conditionValues(question)?.[0]?.value ?? "");
          onChange(question ? { question: question.name, in: [first ?? ""] } : null);
        }}
      >
        <option value="">{t("forms.conditionAlways")}</option>
        {condition && !named && <option value={condition.question}>{condition.question}</option>}
        {earlier.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </Select>
      {condition &&
        named &&
        (offered ? (
          <fieldset className={css.values}>
            <legend className={css.legend}>{t("forms.conditionValues")}</legend>
            {offered.map(({ value, title }) => {
              const chosen = condition.in.some((one) => canonical(one) === canonical(value));
              return (
                <Checkbox
                  key={canonical(value)}
                  label={title}
                  checked={chosen}
                  onChange={() =>
                    onChange({
                      ...condition,
                      in: chosen
                        ? condition.in.filter((one) => canonical(one) !== canonical(value))
                        : [...condition.in, value],
                    })
                  }
                />
              );
            })}
          </fieldset>
        ) : (
          <TextArea
            label={t("forms.conditionValuesText")}
            rows={2}
            value={condition.in.join("\n")}
            onChange={(event) => onChange({ ...condition, in: typedValues(named, event.target.value) })}
          />
        ))}
      {error && (
        <p className={css.error}>
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
    </div>
  );
}
