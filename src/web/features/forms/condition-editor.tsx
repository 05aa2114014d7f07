import type { ReactNode } from "react";
import { canonical, type Json, TASK } from "#content/index.ts";
import type { Condition, FormQuestion } from "#kinds/form.ts";
import { Checkbox, Select, TextArea } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useRead } from "./api.ts";
import { conditionValues, typedValues } from "./condition-values.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface ConditionEditorProps {
  project: string;
  condition: Condition | null;
  earlier: readonly FormQuestion[];
  error: string | undefined;
  onChange(next: Condition | null): void;
}

/** Something that a condition can look at; `key` is the condition without its values, as text. */
interface Subject {
  key: string;
  title: string;
  start: Condition;
  /** Null: free text. */
  values: { value: Json; title: string }[] | null;
  question?: FormQuestion;
}

/** When a question is asked: always, after certain answers to an earlier one, or about certain items. */
export function ConditionEditor({
  project,
  condition,
  earlier,
  error,
  onChange,
}: ConditionEditorProps): ReactNode {
  const params = { project };
  const attributes = useRead("search", "attributes", { params }).data?.rows ?? [];
  const types = useRead("types", "list", { params }).data?.rows ?? [];
  const questions = earlier.map(ofQuestion);
  // A task type may be named before any item is of it.
  const known = [...attributes, { name: TASK, values: types.map(({ key }) => key) }];
  const named = [...new Set(known.map(({ name }) => name))].map((name) =>
    ofAttribute(
      name,
      known.flatMap((one) => (one.name === name ? one.values : [])),
    ),
  );
  const find = (key: string) => [...questions, ...named].find((one) => one.key === key);
  const key = condition ? keyOf(condition) : "";
  const found = find(key);
  // The values of an attribute that no item has are typed.
  const subject = found ?? (condition && "attribute" in condition && ofAttribute(condition.attribute, []));
  return (
    <div className={css.condition}>
      <Select
        label={t("forms.condition")}
        value={key}
        onChange={({ target }) => onChange(find(target.value)?.start ?? null)}
      >
        <option value="">{t("forms.conditionAlways")}</option>
        {condition && !found && (
          <option value={key}>{"question" in condition ? condition.question : condition.attribute}</option>
        )}
        <Options label={t("forms.conditionQuestions")} subjects={questions} />
        <Options label={t("forms.conditionAttributes")} subjects={named} />
      </Select>
      {condition && subject && <Values {...{ condition, subject, onChange }} />}
      {error && (
        <p className={css.error}>
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
    </div>
  );
}

function Options({ label, subjects }: { label: string; subjects: readonly Subject[] }): ReactNode {
  return (
    subjects.length > 0 && (
      <optgroup label={label}>
        {subjects.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </optgroup>
    )
  );
}

interface ValuesProps {
  condition: Condition;
  subject: Subject;
  onChange(next: Condition): void;
}

/** The values that the condition names: to tick where they are few, else to type. */
function Values({ condition, subject: { values, question }, onChange }: ValuesProps): ReactNode {
  if (!values)
    return (
      <TextArea
        label={t("forms.conditionValuesText")}
        rows={2}
        value={condition.in.join("\n")}
        onChange={(event) => onChange({ ...condition, in: typedValues(question, event.target.value) })}
      />
    );
  const others = condition.in.filter(
    (value) => !values.some((one) => canonical(one.value) === canonical(value)),
  );
  const offered = [...values, ...others.map((value) => ({ value, title: String(value) }))];
  return (
    <fieldset className={css.values}>
      <legend className={css.legend}>
        {t(question ? "forms.conditionValues" : "forms.conditionAttributeValues")}
      </legend>
      {offered.map(({ value, title }) => {
        const rest = condition.in.filter((one) => canonical(one) !== canonical(value));
        const chosen = rest.length < condition.in.length;
        return (
          <Checkbox
            key={canonical(value)}
            label={title}
            checked={chosen}
            onChange={() => onChange({ ...condition, in: chosen ? rest : [...condition.in, value] })}
          />
        );
      })}
    </fieldset>
  );
}

const keyOf = (condition: Condition) =>
  "question" in condition ? `question ${condition.question}` : `attribute ${condition.attribute}`;

function ofQuestion(question: FormQuestion): Subject {
  const values = conditionValues(question);
  const start = { question: question.name, in: [values?.[0]?.value ?? ""] };
  return { key: keyOf(start), title: question.title, start, values, question };
}

function ofAttribute(name: string, values: readonly string[]): Subject {
  const start = { attribute: name, in: [values[0] ?? ""] };
  const offered = [...new Set(values)].sort().map((value) => ({ value, title: value }));
  return { key: keyOf(start), title: name, start, values: offered.length > 0 ? offered : null };
}
