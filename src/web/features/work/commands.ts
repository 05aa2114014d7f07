import { type Combo, comboText } from "../../ui/keys.ts";
import { keysOf, type Shortcut } from "../../ui/shortcuts.tsx";
import { PASSAGE_COMMAND } from "../discussions/index.ts";
import { t } from "./words.ts";

/** A command of the work screen: its stable name, and its key unless the person chose another. No two share a key. */
export interface Command {
  id: string;
  keys: Combo;
  label: () => string;
}

const command = (id: string, keys: Combo, label: () => string): Command => ({ id, keys, label });

/** Every command that a person may give another key. */
export const COMMANDS: readonly Command[] = [
  command("work.submit", "mod+Enter", () => t("work.submit")),
  command("work.skip", "alt+s", () => t("work.skip")),
  command("work.flag", "alt+r", () => t("work.flag")),
  command("work.undo", "alt+u", () => t("work.undo")),
  command("work.guide", "alt+g", () => t("work.guide")),
  command("work.comments", "alt+c", () => t("work.comments")),
  command(PASSAGE_COMMAND.id, PASSAGE_COMMAND.keys, () => t("work.passage")),
  command("work.history", "alt+h", () => t("work.history")),
  command("work.park", "alt+p", () => t("work.park")),
  command("work.layout", "alt+l", () => t("work.layout")),
  command("work.source", "alt+m", () => t("work.source")),
  ...[1, 2, 3, 4, 5].map((n) =>
    command(`work.confidence.${n}`, `alt+${n}`, () => t("work.keys.confidence", { n })),
  ),
  command("work.review.accept", "a", () => t("work.review.accept")),
  command("work.review.fix", "f", () => t("work.review.fix")),
  command("work.review.return", "r", () => t("work.review.return")),
  command("work.review.reject", "x", () => t("work.review.reject")),
  ...[1, 2, 3, 4, 5].map((n) =>
    command(`work.review.score.${n}`, String(n), () => `${t("work.review.score")} ${n}`),
  ),
];

/** A command bound to what it does on the page at hand. */
export function shortcut(id: string, run: () => void): Shortcut {
  const { keys, label } = find(id);
  return { id, keys, label: label(), run };
}

/** The key of a command, after the person's own choice, as the keyboard names it. */
export function keysText(id: string): string {
  return comboText(keysOf(find(id)));
}

function find(id: string): Command {
  const found = COMMANDS.find((one) => one.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
}
