import { z } from "zod";

/** A BCP 47 language tag, as `Intl` accepts it. */
export const Language = z.string().refine(isLanguage, "not a BCP 47 language tag");

/** Whether a string is a well-formed BCP 47 tag. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The tag as it is commonly written (`de-at` is `de-AT`); null for what is no language. */
export function canonicalLanguage(tag: unknown): string | null {
  return typeof tag === "string" && isLanguage(tag) ? Intl.getCanonicalLocales(tag)[0]! : null;
}

/** How well a person speaks a language, each level above those before it. */
export const LanguageLevel = z.enum(["basic", "good", "fluent", "native"]);
export type LanguageLevel = z.infer<typeof LanguageLevel>;

/** A language that a person speaks; without a level it counts for work that asks for none. */
export const SpokenLanguage = z.object({
  tag: Language.transform((tag) => canonicalLanguage(tag) ?? tag),
  level: LanguageLevel.nullable().default(null),
});
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** Writing direction of a language, by its likely script. */
export function directionOf(tag: string): "ltr" | "rtl" {
  if (!isLanguage(tag)) return "ltr";
  return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";
}
