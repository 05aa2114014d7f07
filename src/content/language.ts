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

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** Writing direction of a language, by its likely script. */
export function directionOf(tag: string): "ltr" | "rtl" {
  if (!isLanguage(tag)) return "ltr";
  return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";
}
