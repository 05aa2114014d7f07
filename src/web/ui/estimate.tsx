import type { ReactNode } from "react";
import type { Estimate as EstimateValue } from "#contract/entities.ts";
import css from "./estimate.module.css";
import { t } from "./messages/en.ts";
import { formatLocale, formatNumber } from "./messages/index.ts";

interface EstimateProps {
  estimate: EstimateValue;
  /** A share of 1 is written in percent. */
  as?: "share" | "number";
  unit?: string;
  digits?: number;
}

/** A number with its interval; where the data do not carry one, it says so instead of a bare number. */
export function Estimate({ estimate, as = "number", unit, digits = 1 }: EstimateProps): ReactNode {
  const { value, low, high, level, n } = estimate;
  if (value === null || low === null || high === null) {
    return <span className={css.none}>{t("ui.notEnough")}</span>;
  }
  const text = (number: number) =>
    new Intl.NumberFormat(formatLocale(), {
      style: as === "share" ? "percent" : "decimal",
      maximumFractionDigits: as === "share" ? 0 : digits,
    }).format(number);
  const help = t("ui.intervalHelp", { level: Math.round(level * 100), n: formatNumber(n) });
  return (
    <span className={css.estimate} title={help}>
      <strong>{text(value)}</strong>
      {unit && ` ${unit}`}{" "}
      <span className={css.interval}>{t("ui.interval", { low: text(low), high: text(high) })}</span>
    </span>
  );
}
