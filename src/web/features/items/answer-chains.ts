import type { KeptSpan, TimeSpan } from "#contract/entities.ts";
import type { AnswerVersion } from "#contract/items.ts";
import { t } from "./words.ts";

/** The versions of each answer, oldest first; answers in the order in which they began. */
export function chainsOf(versions: readonly AnswerVersion[]): AnswerVersion[][] {
  const chains = new Map<number, AnswerVersion[]>();
  for (const version of versions)
    chains.set(version.slotId, [...(chains.get(version.slotId) ?? []), version]);
  return [...chains.values()]
    .map((chain) => chain.toSorted((a, b) => a.n - b.n))
    .toSorted((a, b) => a[0]!.at.localeCompare(b[0]!.at));
}

/** How the time of an answer was spent, in words; empty where nothing is known. */
export function spentText(spans: readonly KeptSpan[]): string {
  const sums = new Map<TimeSpan["kind"], number>();
  for (const { kind, ms } of spans) sums.set(kind, (sums.get(kind) ?? 0) + ms);
  return [...sums]
    .filter(([, ms]) => ms >= 500)
    .map(([kind, ms]) => t(`items.span.${kind}`, { time: durationText(ms) }))
    .concat(spans.some(({ cut }) => cut) ? t("items.timeCut") : [])
    .join(", ");
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120
    ? t("items.seconds", { count: seconds })
    : t("items.minutes", { count: Math.round(seconds / 60) });
}
