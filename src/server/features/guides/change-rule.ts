import { type Example, RuleContent } from "#guide/index.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { liveHead, logChange, nextRev, readHeads, reviseHead } from "./revise.ts";
import { splitEntry } from "./split-entry.ts";

interface Rule {
  guide: string;
  rule: string;
}

const TOO_MUCH = "A rule has at most 100 examples, and each text of one at most 50,000 characters.";

/**
 * Adds an example to a rule of the draft, as it says now.
 * @throws AppError not_found for a rule that is retired; not_ready where a guide cannot hold it, or one more
 */
export async function addExample(tx: Change, { guide, rule }: Rule, example: Example): Promise<void> {
  const rev = await nextRev(tx, guide);
  const { head, content } = await liveRule(tx, { guide, rule });
  const changed = RuleContent.safeParse({ ...content, examples: [...content.examples, example] });
  if (!changed.success) throw new AppError("not_ready", { message: TOO_MUCH });
  await reviseHead(tx, head, changed.data, rev);
  logChange(tx, guide, rev, "saved", [rule]);
}

/**
 * Splits a rule of the draft in two that say the same, to be worded: the second has no examples yet.
 * @throws AppError not_found for a rule that is retired
 */
export async function halveRule(tx: Change, { guide, rule }: Rule): Promise<void> {
  const { head, content } = await liveRule(tx, { guide, rule });
  const second = { ...content, title: `${content.title.slice(0, 290)} (2)`, examples: [] };
  await splitEntry(tx, guide, rule, { base: head.revision, parts: [content, second] });
}

async function liveRule(tx: Change, { guide, rule }: Rule) {
  const head = liveHead(await readHeads(tx, guide, rule), rule);
  if (head.kind !== "rule") throw new AppError("not_found");
  return { head, content: head.content as RuleContent };
}
