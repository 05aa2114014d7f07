import { type ReactNode, useState } from "react";
import type { Predicate } from "#content/index.ts";
import type { RuleScope } from "#guide/entry.ts";
import { TextInput } from "../../ui/field.tsx";
import css from "./guides.module.css";
import { t } from "./words.ts";

interface ScopeProps {
  scope: RuleScope;
  onChange: (scope: RuleScope) => void;
}

/** Where a rule applies: one attribute with some of its values, and stages. Other conditions are shown and kept. */
export function ScopeEditor({ scope, onChange }: ScopeProps): ReactNode {
  const simple = simpleOf(scope.where);
  const [name, setName] = useState(simple?.name ?? "");
  const [values, setValues] = useState(simple?.values.join(", ") ?? "");
  const condition = (nextName: string, nextValues: string) => {
    setName(nextName);
    setValues(nextValues);
    const list = listOf(nextValues);
    const where: Predicate | null =
      nextName.trim() !== "" && list.length > 0 ? { of: "attribute", name: nextName.trim(), in: list } : null;
    onChange({ ...scope, where });
  };
  return (
    <div className={css.pair}>
      {scope.where !== null && simple === null ? (
        <p className={css.muted}>
          {t("guides.scopeOther")} <code>{JSON.stringify(scope.where)}</code>
        </p>
      ) : (
        <>
          <TextInput
            label={t("guides.scopeAttribute")}
            value={name}
            maxLength={100}
            onChange={(event) => condition(event.target.value, values)}
          />
          <TextInput
            label={t("guides.scopeValues")}
            help={t("guides.commas")}
            value={values}
            onChange={(event) => condition(name, event.target.value)}
          />
        </>
      )}
      <TextInput
        label={t("guides.scopeStages")}
        help={t("guides.scopeStagesHelp")}
        defaultValue={scope.stages.join(", ")}
        onChange={(event) => onChange({ ...scope, stages: listOf(event.target.value) })}
      />
    </div>
  );
}

const listOf = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** A condition on one attribute, or null for any other. */
function simpleOf(where: Predicate | null): { name: string; values: string[] } | null {
  if (!where || !("in" in where) || where.of !== "attribute") return null;
  const values = where.in.filter((value) => typeof value === "string");
  return where.name && values.length === where.in.length ? { name: where.name, values } : null;
}
