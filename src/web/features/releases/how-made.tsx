import type { ReactNode } from "react";
import type { Release } from "#contract/releases.ts";
import { formatList, formatLocale } from "../../ui/messages/index.ts";
import { itemStateTitle } from "../items/index.ts";
import css from "./releases.module.css";
import { t } from "./words.ts";

/** The filter and the policy of a release in words. */
export function HowMade({ release: { filter, policy } }: { release: Release }): ReactNode {
  const percent = new Intl.NumberFormat(formatLocale(), { style: "percent", maximumFractionDigits: 1 });
  const { split } = policy;
  const facts: [string, string][] = [
    [t("releases.how.states"), formatList([...new Set(filter.states.map(itemStateTitle))])],
    [t("releases.how.answers"), t(filter.acceptedOnly ? "releases.how.accepted" : "releases.how.submitted")],
    [
      t("releases.how.attributes"),
      filter.attributes.map(({ name, in: values }) => `${name}: ${values.join(", ")}`).join("; ") ||
        t("releases.all"),
    ],
    [t("releases.how.formVersions"), filter.formVersions.join(", ") || t("releases.all")],
    [
      t("releases.readAs"),
      policy.asOfForm === undefined
        ? t("releases.readAs.given")
        : t("releases.readAs.version", { n: policy.asOfForm }),
    ],
    [t("releases.how.several"), t(`releases.several.${policy.answers}`)],
    [t("releases.how.ties"), t(`releases.ties.${policy.ties}`)],
    [
      t("releases.how.split"),
      split
        ? (["train", "validation", "test"] as const)
            .map((part) => `${part} ${percent.format(split[part])}`)
            .join(", ")
        : t("releases.none.split"),
    ],
  ];
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
