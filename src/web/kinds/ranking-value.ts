import type { Ranks } from "./ranking-moves.ts";
import { responseName, t } from "./words.ts";

/** The value with other tiers; undefined where nothing is left to say. */
export function ranked(value: Partial<Ranks> | undefined, tiers: number[][]): Ranks | undefined {
  return tiers.length > 0 || value?.allUnacceptable ? { ...value, tiers } : undefined;
}

/** The value with "all unacceptable" said or taken back; undefined where nothing is left to say. */
export function toggleUnacceptable(value: Partial<Ranks> | undefined): Ranks | undefined {
  const { allUnacceptable, ...rest } = { ...value, tiers: value?.tiers ?? [] };
  if (!allUnacceptable) return { ...rest, allUnacceptable: true };
  return rest.tiers.length > 0 ? rest : undefined;
}

/** The names of a tier, as read and heard. */
export function tierInWords(tier: readonly number[]): string {
  const names = tier.map((candidate) => responseName(candidate)).join(" = ");
  return tier.length > 1 ? `${names} (${t("kinds.ranking.tied")})` : names;
}

/** The whole order, for those who hear it. */
export function orderInWords(tiers: readonly number[][]): string {
  return tiers.length > 0
    ? t("kinds.ranking.order", { order: tiers.map(tierInWords).join(", ") })
    : t("kinds.ranking.empty");
}
