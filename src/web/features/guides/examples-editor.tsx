import type { ReactNode } from "react";
import { type Example, Verdict } from "#guide/entry.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea, TextInput } from "../../ui/field.tsx";
import css from "./guides.module.css";
import { t, verdictTitle } from "./words.ts";

interface ExamplesProps {
  examples: readonly Example[];
  onChange: (examples: Example[]) => void;
}

/** The good, bad and borderline examples of a rule. */
export function ExamplesEditor({ examples, onChange }: ExamplesProps): ReactNode {
  const change = (id: string, part: Partial<Example>) =>
    onChange(examples.map((example) => (example.id === id ? { ...example, ...part } : example)));
  const add = (verdict: Verdict) =>
    onChange([
      ...examples,
      {
        id: crypto.randomUUID(),
        verdict,
        prompt: "",
        response: "",
        why: "",
        language: null,
        skill: "",
        item: null,
      },
    ]);
  return (
    <fieldset className={css.group}>
      <legend>{t("guides.examples")}</legend>
      {examples.map((example, n) => (
        <fieldset key={example.id} className={css.example} data-verdict={example.verdict}>
          <legend className={css.label}>{t("guides.exampleN", { n: n + 1 })}</legend>
          <Select
            label={t("guides.verdict")}
            value={example.verdict}
            onChange={(event) => change(example.id, { verdict: Verdict.parse(event.target.value) })}
          >
            {Verdict.options.map((verdict) => (
              <option key={verdict} value={verdict}>
                {verdictTitle(verdict)}
              </option>
            ))}
          </Select>
          {(["prompt", "response", "why"] as const).map((field) => (
            <TextArea
              key={field}
              label={t(`guides.example.${field}`)}
              rows={2}
              value={example[field]}
              onChange={(event) => change(example.id, { [field]: event.target.value })}
            />
          ))}
          <div className={css.pair}>
            <TextInput
              label={t("guides.language")}
              value={example.language ?? ""}
              maxLength={35}
              onChange={(event) => change(example.id, { language: event.target.value || null })}
            />
            <TextInput
              label={t("guides.skill")}
              value={example.skill}
              maxLength={300}
              onChange={(event) => change(example.id, { skill: event.target.value })}
            />
          </div>
          <Button small icon="trash" onClick={() => onChange(examples.filter(({ id }) => id !== example.id))}>
            {t("guides.exampleRemove", { n: n + 1 })}
          </Button>
        </fieldset>
      ))}
      <div className={css.actions}>
        {Verdict.options.map((verdict) => (
          <Button key={verdict} small icon="plus" onClick={() => add(verdict)}>
            {t(`guides.exampleAdd.${verdict}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
