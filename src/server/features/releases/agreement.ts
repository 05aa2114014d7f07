import type { Json } from "#content/index.ts";
import type { Entry } from "#formats/export/index.ts";
import { isBlank, settingsOf } from "#kinds/answer.ts";
import type { FormQuestion } from "#kinds/form.ts";
import { type Pair, questionKind } from "#kinds/index.ts";
import { type Interval, krippendorffAlpha, type Label, StatisticsError } from "#stats/index.ts";

/** Items beyond this many hardly change the number any more, and each label takes memory. */
const MAX_ITEMS = 50_000;

/** How far people agree on a question. */
export interface QuestionAgreement {
  question: string;
  method: string;
  level: "nominal" | "ordinal" | "interval";
  alpha: number;
  interval: Interval;
  items: number;
  labels: number;
}

interface Collected {
  level: QuestionAgreement["level"];
  labels: Label<string | number>[];
}

/**
 * Gathers what several people said of the same item and says how far they agree: Krippendorff's alpha for each
 * question that can be compared, over pairs of candidates where the question compares these.
 */
export class AgreementCounter {
  readonly #questions = new Map<string, Collected>();
  #items = 0;

  /** Takes in the answers to an item; one that only one person answered says nothing. */
  add(entry: Entry): void {
    if (entry.answers.length < 2 || this.#items >= MAX_ITEMS) return;
    this.#items++;
    for (const { form, body, by } of entry.answers) {
      for (const question of form.questions) {
        const value = body[question.name];
        const level = levelOf(question);
        if (level === null || value === undefined || isBlank(value)) continue;
        const { labels } = this.#of(question.name, level);
        for (const [about, label] of labelsOf(question, value, level))
          labels.push({ item: `${entry.item.id}${about}`, rater: by, value: label });
      }
    }
  }

  /** How far people agree, by question; nothing for one with too few values, or where all said the same. */
  result(): QuestionAgreement[] {
    return [...this.#questions].flatMap(([question, { level, labels }]): QuestionAgreement[] => {
      try {
        const { alpha, interval, units, values } = krippendorffAlpha(labels, { level });
        return [
          { question, method: "Krippendorff's alpha", level, alpha, interval, items: units, labels: values },
        ];
      } catch (error) {
        if (error instanceof StatisticsError) return [];
        throw error;
      }
    });
  }

  #of(question: string, level: Collected["level"]): Collected {
    const collected = this.#questions.get(question) ?? { level, labels: [] };
    this.#questions.set(question, collected);
    return collected;
  }
}

function comparesPairs(question: FormQuestion): boolean {
  return questionKind(question.kind).gives?.(settingsOf(question)).includes("pairs") ?? false;
}

/** How values of a question are compared; null where they cannot be. */
function levelOf(question: FormQuestion): Collected["level"] | null {
  if (comparesPairs(question)) return "nominal";
  const { scale } = questionKind(question.kind);
  return scale === "nominal" || scale === "ordinal" || scale === "interval" ? scale : null;
}

/** What a value says, and about what of its item: each two candidates, or (an empty text) the whole. */
function labelsOf(
  question: FormQuestion,
  value: Json,
  level: Collected["level"],
): [about: string, label: string | number][] {
  const kind = questionKind(question.kind);
  const settings = settingsOf(question);
  if (comparesPairs(question)) {
    return (kind.pairs?.(value, settings) ?? []).map((pair) => {
      const [low, high] = [Math.min(pair.better, pair.worse), Math.max(pair.better, pair.worse)];
      return [` ${low} ${high}`, outcomeOf(pair, low)];
    });
  }
  const cell = kind.columns(value, settings)[""];
  const isLabel = typeof cell === "number" || (typeof cell === "string" && level === "nominal");
  return isLabel ? [["", cell]] : [];
}

function outcomeOf(pair: Pair, low: number): string {
  if (pair.bothBad) return "both bad";
  if (pair.tie) return "tie";
  return pair.better === low ? "first" : "second";
}
