import type { Entry } from "#formats/export/index.ts";
import { isBlank, settingsOf } from "#kinds/answer.ts";
import { type QuestionKind, questionKind } from "#kinds/index.ts";
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

  add(entry: Entry): void {
    if (entry.answers.length < 2 || this.#items >= MAX_ITEMS) return;
    this.#items++;
    for (const { form, body, by } of entry.answers) {
      for (const question of form.questions) {
        const { name } = question;
        const value = body[name];
        if (value === undefined || isBlank(value)) continue;
        const kind = questionKind(question.kind);
        const settings = settingsOf(question);
        const level = levelOf(kind, settings);
        if (level === null) continue;
        const { labels } = this.#of(name, level);
        if (kind.gives?.(settings).includes("pairs")) {
          for (const pair of kind.pairs?.(value, settings) ?? []) {
            const [low, high] = [Math.min(pair.better, pair.worse), Math.max(pair.better, pair.worse)];
            const outcome = pair.bothBad
              ? "both bad"
              : pair.tie
                ? "tie"
                : pair.better === low
                  ? "first"
                  : "second";
            labels.push({ item: `${entry.item.id} ${low} ${high}`, rater: by, value: outcome });
          }
        } else {
          const cell = kind.columns(value, settings)[""];
          if (typeof cell === "number" || (typeof cell === "string" && level === "nominal"))
            labels.push({ item: entry.item.id, rater: by, value: cell });
        }
      }
    }
  }

  result(): QuestionAgreement[] {
    return [...this.#questions].flatMap(([question, { level, labels }]): QuestionAgreement[] => {
      try {
        const { alpha, interval, units, values } = krippendorffAlpha(labels, { level });
        return [
          { question, method: "Krippendorff's alpha", level, alpha, interval, items: units, labels: values },
        ];
      } catch (error) {
        if (error instanceof StatisticsError) return []; // too few items, or all said the same
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

function levelOf(kind: QuestionKind, settings: unknown): Collected["level"] | null {
  if (kind.gives?.(settings).includes("pairs")) return "nominal";
  return kind.scale === "nominal" || kind.scale === "ordinal" || kind.scale === "interval"
    ? kind.scale
    : null;
}
