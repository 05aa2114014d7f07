import type { ReactNode } from "react";
import type { Predicate } from "#content/index.ts";
import type { Estimate as EstimateValue } from "#contract/entities.ts";
import { hrefOf } from "../../paths.ts";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import css from "./rules.module.css";

/** A share with its interval, or a difference of two shares, drawn and in numbers. */
export function Share({ share, from = 0 }: { share: EstimateValue; from?: number }): ReactNode {
  const { value, low, high } = share;
  return (
    <span className={css.share}>
      {value !== null && low !== null && high !== null && <Whisker {...{ value, low, high, from }} />}
      <Estimate estimate={share} as="share" />
    </span>
  );
}

interface ItemsLinkProps {
  project: string;
  count: number;
  where: Predicate;
}

/** A number of answers that leads to their items. */
export function ItemsLink({ project, count, where }: ItemsLinkProps): ReactNode {
  if (count === 0) return formatNumber(0);
  const query = { where: JSON.stringify(where) };
  return <a href={hrefOf("/projects/:project/items", { project }, query)}>{formatNumber(count)}</a>;
}
