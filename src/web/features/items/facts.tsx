import type { ReactNode } from "react";
import type { Hidden, Json } from "#content/index.ts";
import type { Item } from "#contract/items.ts";
import { responseName } from "../../kinds/words.ts";
import { hrefOf } from "../../paths.ts";
import { Section } from "../../ui/page.tsx";
import css from "./items.module.css";
import { t } from "./words.ts";

/** Where an item is from, and what it belongs to. */
export function Facts({ project, item }: { project: string; item: Item }): ReactNode {
  const { externalId, family, split } = item;
  const facts: [string, ReactNode][] = [
    ...(externalId ? [[t("items.externalId"), externalId] as [string, ReactNode]] : []),
    ...(family ? [[t("items.family"), family] as [string, ReactNode]] : []),
    ...(split ? [[t("items.split"), split] as [string, ReactNode]] : []),
    ...(item.import
      ? [
          [t("items.importedFrom"), <ImportLink key="import" project={project} of={item.import} />] as [
            string,
            ReactNode,
          ],
        ]
      : []),
  ];
  if (facts.length === 0) return null;
  return (
    <Section title={t("items.about")}>
      <FactList facts={facts} />
    </Section>
  );
}

function ImportLink({ project, of }: { project: string; of: NonNullable<Item["import"]> }): ReactNode {
  return (
    <a href={hrefOf("/projects/:project/imports/:import", { project, import: of.id })} dir="auto">
      {t("items.importLine", { name: of.name, line: of.line })}
    </a>
  );
}

/** What is kept from those who answer, responses in the page's order: where responses are from, judgements that came along, unmapped columns. */
export function HiddenFacts({ hidden, order }: { hidden: Hidden; order: readonly number[] }): ReactNode {
  const models = order.flatMap((candidate, place): [string, ReactNode][] => {
    const { origin, label } = hidden.candidates?.[candidate] ?? {};
    const words = [origin?.model, origin?.revision, label].filter(Boolean).join(" · ");
    return words ? [[responseName(place), words]] : [];
  });
  const rest: [string, ReactNode][] = [
    ...(hidden.source ? [[t("items.source"), hidden.source] as [string, ReactNode]] : []),
    ...(hidden.licence ? [[t("items.licence"), hidden.licence] as [string, ReactNode]] : []),
    ...(hidden.judgements?.length
      ? [[t("items.judgements"), <Code key="judgements" value={hidden.judgements} />] as [string, ReactNode]]
      : []),
    ...Object.entries(hidden.metadata ?? {}).map(([name, value]): [string, ReactNode] => [
      name,
      shownValue(value),
    ]),
  ];
  if (models.length + rest.length === 0) return null;
  return (
    <Section title={t("items.hidden")}>
      <p className={css.muted}>{t("items.hiddenHelp")}</p>
      <FactList facts={[...models, ...rest]} />
    </Section>
  );
}

function FactList({ facts }: { facts: readonly [string, ReactNode][] }): ReactNode {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function shownValue(value: Json): ReactNode {
  return typeof value === "object" && value !== null ? <Code value={value} /> : String(value);
}

function Code({ value }: { value: Json }): ReactNode {
  return <pre className={css.code}>{JSON.stringify(value, null, 2)}</pre>;
}
