import type { EntryChange, RuleKind, Severity, Stance, Verdict } from "#guide/index.ts";
import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of guides in the reader's language. */
export const t = translator(messages);

export const severityTitle = (severity: Severity) => t(`guides.severity.${severity}`);
export const typeTitle = (type: RuleKind) => t(`guides.type.${type}`);
export const stanceTitle = (stance: Stance) => t(`guides.stance.${stance}`);
export const verdictTitle = (verdict: Verdict) => t(`guides.verdict.${verdict}`);
export const changeTitle = (kind: EntryChange["kinds"][number]) => t(`guides.change.${kind}`);
