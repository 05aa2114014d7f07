import type { QuestionKind, QuestionState } from "#contract/questions.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of questions and rulings in the reader's language. */
export const t = translator(messages);

export const kindTitle = (kind: QuestionKind) => t(`questions.kind.${kind}`);
export const stateTitle = (state: QuestionState) => t(`questions.state.${state}`);

/** What the button that asks about a rule is called; with the rule's number where screen readers need it. */
export const askTitle = (number?: string) =>
  number === undefined ? t("questions.askRule") : t("questions.askRuleOf", { number });
