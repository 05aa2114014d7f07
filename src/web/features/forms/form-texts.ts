import type { Json } from "#content/index.ts";
import { type AvoidedWord, usedIn } from "#guide/avoided.ts";
import type { Form } from "#kinds/form.ts";

/** Words that a part of a form uses and its guide avoids. */
export interface AvoidedIn {
  title: string;
  words: AvoidedWord[];
}

/** The fields and questions that use words which the guide avoids: in titles, help or options. */
export function avoidedInForm({ fields, questions }: Form, avoided: readonly AvoidedWord[]): AvoidedIn[] {
  return [...fields, ...questions].flatMap((part) => {
    const help = "help" in part ? part.help : "";
    const words = usedIn([part.title, help, ...textsIn(part.settings)].join("\n"), avoided);
    return words.length > 0 ? [{ title: part.title, words }] : [];
  });
}

/** What settings say to people: everything that is text, but the values that stand in the data. */
function textsIn(settings: Json): string[] {
  if (typeof settings === "string") return [settings];
  if (settings === null || typeof settings !== "object") return [];
  if (Array.isArray(settings)) return settings.flatMap(textsIn);
  return Object.entries(settings).flatMap(([name, value]) => (name === "value" ? [] : textsIn(value)));
}
