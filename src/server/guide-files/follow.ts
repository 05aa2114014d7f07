import { randomUUID } from "node:crypto";
import { appliesTo, type EntryContent, matchFile, writeMarkdown } from "#guide/index.ts";
import { readGuide, UnreadableGuide } from "#guide/reading/index.ts";
import { markMarkdown, markOf, writeDocx, writeHtml, writeJson, writePrompt } from "#guide/writing/index.ts";
import type { GuideAnswer, GuideOrder } from "./orders.ts";

/** Reads or writes a file; what is wrong with it is an answer. */
export async function followOrder(order: GuideOrder): Promise<GuideAnswer> {
  try {
    if (order.kind === "write") return { kind: "written", bytes: written(order) };
    const read = await readGuide(order.name, order.bytes, randomUUID);
    return { kind: "read", read, proposals: order.guide && matchFile(order.guide, read.entries) };
  } catch (error) {
    const { message, stack } = error as Error;
    return error instanceof UnreadableGuide
      ? { kind: "refused", message }
      : { kind: "failed", message, stack };
  }
}

type Write = Extract<GuideOrder, { kind: "write" }>;

function written({ format, guide, language, reading, ...order }: Write): Uint8Array {
  const { title, entries } = guide;
  const mark = reading && markOf(reading);
  const options = { title, language: language ?? "en", mark };
  const utf8 = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case "markdown":
      return utf8(markMarkdown(writeMarkdown(entries, options), mark));
    case "html":
      return utf8(writeHtml(entries, options));
    case "docx":
      return writeDocx(entries, options);
    case "json":
      return utf8(writeJson(guide, reading));
    case "prompt": {
      const { tokens } = order;
      return utf8(
        writePrompt(entries, { title, language, tokens, applies: (rule) => isAsked(rule, order) }).text,
      );
    }
  }
}

/** Whether a prompt is to have a rule; what is not asked for excludes none. */
function isAsked(content: EntryContent, { stage, attributes }: Pick<Write, "stage" | "attributes">): boolean {
  if (content.kind !== "rule") return true;
  const stages = stage === null ? [] : content.scope.stages;
  const where = attributes === null ? null : content.scope.where;
  return appliesTo({ stages, where }, stage ?? "", attributes ?? {});
}
