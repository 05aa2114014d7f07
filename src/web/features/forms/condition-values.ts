import type { Json } from "#content/index.ts";
import type { FormQuestion } from "#kinds/form.ts";
import { questions } from "#kinds/index.ts";
import { t } from "./words.ts";

/** The values of an earlier question that a condition may name; null where they are free text. */
export function conditionValues(question: FormQuestion): { value: Json; title: string }[] | null {
  const { kind, settings } = question;
  if (kind === "choice") {
    const parsed = questions.choice.settings.safeParse(settings);
    return parsed.data?.options.map(({ value, label }) => ({ value, title: label })) ?? [];
  }
  if (kind === "rating") {
    const parsed = questions.rating.settings.safeParse(settings);
    const { labels = [], from = 1 } = parsed.data ?? {};
    return labels.map((label, at) => ({ value: from + at, title: `${from + at} ${label}` }));
  }
  if (kind === "preference") {
    return (["better", "tie", "both_bad"] as const).map((value) => ({
      value,
      title: t(`forms.facet.${value}`),
    }));
  }
  if (kind === "ranking") {
    return (["ranked", "all_unacceptable"] as const).map((value) => ({
      value,
      title: t(`forms.facet.${value}`),
    }));
  }
  return null;
}

/** What was typed, one value per line; a number where an earlier question gives numbers. */
export function typedValues(question: FormQuestion | undefined, text: string): Json[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (question?.kind === "slider" && Number.isFinite(Number(line)) ? Number(line) : line));
}
