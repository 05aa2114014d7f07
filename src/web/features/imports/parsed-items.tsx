import type { ReactNode } from "react";
import { textOfPath } from "#content/index.ts";
import type { ParsedItem } from "#contract/imports.ts";
import { withUnseen } from "../../kinds/unseen.tsx";
import { said } from "../../ui/messages/index.ts";
import { MaterialView } from "../items/index.ts";
import css from "./imports.module.css";
import { t } from "./words.ts";

/** Items as they would be imported: a line each, the whole of it one key away. */
export function ParsedItems({ items }: { items: readonly ParsedItem[] }): ReactNode {
  return (
    <ul className={css.parsed}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one line may give several items
        <li key={at}>
          <Parsed item={item} />
        </li>
      ))}
    </ul>
  );
}

function Parsed({ item }: { item: ParsedItem }): ReactNode {
  const { material, attributes, kept } = item;
  const responses = material.candidates?.length ?? 0;
  const facts = [
    ...(responses > 0 ? [t("imports.responses", { count: responses })] : []),
    ...Object.entries(attributes).map(([name, value]) => `${name}: ${value}`),
  ];
  const hidden: [string, string][] = [
    ...(item.externalId ? [[t("imports.externalId"), item.externalId] as [string, string]] : []),
    ...(item.family ? [[t("imports.family"), item.family] as [string, string]] : []),
    ...(item.split ? [[t("imports.split"), item.split] as [string, string]] : []),
    ...Object.entries(kept).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ];
  return (
    <details className={css.item}>
      <summary className={css.itemHead}>
        <span className={css.muted}>{t("imports.previewItem", { line: item.line })}</span>
        <span className={css.excerpt} dir="auto">
          {withUnseen(textOfPath(material.prompt).slice(0, 240) || "–")}
        </span>
        {facts.length > 0 && <span className={css.muted}>{facts.slice(0, 6).join(" · ")}</span>}
        {item.notes.map((note) => (
          <span key={note} className={css.note}>
            {said(note)}
          </span>
        ))}
      </summary>
      <div className={css.whole}>
        <MaterialView compare material={material} attributes={attributes} />
        {hidden.length > 0 && (
          <section aria-label={t("imports.kept")}>
            <h3>{t("imports.kept")}</h3>
            <dl className={css.kept}>
              {hidden.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd dir="auto">{value.slice(0, 500)}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </details>
  );
}
