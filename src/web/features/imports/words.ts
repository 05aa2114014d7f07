import { formatLocale, translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of imports in the reader's language. */
export const t = translator(messages);

/** A size in bytes as people read it. */
export function sizeText(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const at = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(formatLocale(), {
    style: "unit",
    unit: units[at]!,
    unitDisplay: at === 0 ? "long" : "short",
    maximumFractionDigits: at === 0 ? 0 : 1,
  }).format(bytes / 1000 ** at);
}
