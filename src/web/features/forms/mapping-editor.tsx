import type { ReactNode } from "react";
import { choicesOf, sourceOf } from "#kinds/carry.ts";
import type { Form, FormQuestion } from "#kinds/form.ts";
import { proposeValues } from "#kinds/form-steps.ts";
import type { Choice } from "#kinds/index.ts";
import type { FormMapping, QuestionMapping } from "#kinds/mapping.ts";
import { inputClass, Select } from "../../ui/field.tsx";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface MappingEditorProps {
  /** The question of the new version. */
  name: string;
  before: Form;
  after: Form;
  mapping: FormMapping;
  onChange(next: FormMapping): void;
}

/** Says which question of the version before a question is read from, and which value for each old one. */
export function MappingEditor({ name, before, after, mapping, onChange }: MappingEditorProps): ReactNode {
  const question = after.questions.find((one) => one.name === name)!;
  const source = sourceOf({ before, after, mapping }, name)?.question;
  const taken = new Set(
    after.questions
      .filter((one) => one.name !== name)
      .map((one) => sourceOf({ before, after, mapping }, one.name)?.question.name),
  );
  const sources = before.questions.filter((one) => !taken.has(one.name));
  const declared = mapping.find(({ to }) => to === name);
  const set = (next: QuestionMapping | null) =>
    onChange([...mapping.filter(({ to }) => to !== name), ...(next ? [next] : [])]);
  const values = declared?.values ?? (source && proposeValues(source, question));
  return (
    <>
      {sources.length > 0 && (
        <Select
          label={t("forms.readFrom")}
          value={source?.name ?? ""}
          onChange={(event) =>
            set(
              mappingFrom(
                sources.find((one) => one.name === event.target.value),
                question,
              ),
            )
          }
        >
          {source?.name !== name && <option value="">{t("forms.readFromNothing")}</option>}
          {sources.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title} ({one.name})
            </option>
          ))}
        </Select>
      )}
      {source && values && (
        <ValueRows
          olds={choicesOf(source)}
          news={choicesOf(question)}
          values={values}
          onChange={(next) => set({ to: name, from: source.name, values: next })}
        />
      )}
    </>
  );
}

function mappingFrom(source: FormQuestion | undefined, question: FormQuestion): QuestionMapping | null {
  if (!source) return null;
  const values = proposeValues(source, question);
  return { to: question.name, from: source.name, ...(values && { values }) };
}

interface ValueRowsProps {
  olds: readonly Choice[];
  news: readonly Choice[];
  values: NonNullable<QuestionMapping["values"]>;
  onChange(next: NonNullable<QuestionMapping["values"]>): void;
}

function ValueRows({ olds, news, values, onChange }: ValueRowsProps): ReactNode {
  return (
    <div className={css.valueRows}>
      {olds.map(({ value, label }) => (
        <label key={value}>
          <span dir="auto">
            {label} ({value})
          </span>
          <select
            className={inputClass}
            value={String(values[value] ?? "")}
            onChange={(event) => {
              const found = news.find((one) => String(one.value) === event.target.value);
              onChange({ ...values, [value]: found?.value ?? null });
            }}
          >
            <option value="">{t("forms.noCounterpart")}</option>
            {news.map((one) => (
              <option key={one.value} value={String(one.value)}>
                {one.label} ({one.value})
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
