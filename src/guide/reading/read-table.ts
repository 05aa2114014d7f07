import type { PhrasingContent, Table, TableRow } from "mdast";
import { toString as wordsOf } from "mdast-util-to-string";
import type { Verdict } from "../entry.ts";
import type { FoundExample } from "./conversation.ts";
import { type Label, labelOf } from "./labels.ts";
import type { TextOf } from "./text-of.ts";

const VERDICTS: ReadonlySet<Label | null> = new Set(["good", "bad", "borderline"]);
const isVerdict = (label: Label | null): label is Verdict => VERDICTS.has(label);

/**
 * The examples of a table with a column for good ones and one for bad ones, or with a column of verdicts.
 * @returns null for any other table; `labels` are the words of cells that are in no example
 */
export function examplesOfTable(
  table: Table,
  text: TextOf,
): { examples: FoundExample[]; labels: string[]; taken: 1 } | null {
  const [head, ...rows] = table.children;
  if (!head || rows.length === 0) return null;
  const columns = head.children.map((cell) => labelOf(wordsOf(cell)));
  const labels = head.children.map((cell) => wordsOf(cell)).filter((words) => words !== "");
  if (columns.some(isVerdict))
    return { examples: rows.flatMap((row) => examplesOfRow(row, columns, text)), labels, taken: 1 };
  const verdictAt = columns.findIndex((_, at) => rows.every((row) => isVerdict(labelAt(row, at))));
  if (verdictAt < 0 || head.children.length < 2) return null;
  const examples = rows.flatMap((row) => {
    const verdict = labelAt(row, verdictAt);
    labels.push(wordsOf(row.children[verdictAt]));
    const own = columns.map((column, at) => (at === verdictAt ? "term" : column));
    if (!own.includes("response")) own[own.indexOf(null)] = "response";
    return examplesOfRow(
      row,
      own.map((column) => (column === "response" ? verdict : column)),
      text,
    );
  });
  return { examples, labels, taken: 1 };
}

const labelAt = (row: TableRow, at: number) => {
  const cell = row.children[at];
  return cell ? labelOf(wordsOf(cell)) : null;
};

function examplesOfRow(row: TableRow, columns: readonly (Label | null)[], text: TextOf): FoundExample[] {
  const cells = row.children.map((cell, at) => ({
    label: columns[at] ?? null,
    words: cellText(cell.children, text),
  }));
  const all = (wanted: (label: Label | null) => boolean) =>
    cells
      .filter(({ label, words }) => wanted(label) && words !== "")
      .map(({ words }) => words)
      .join("\n\n");
  const why = all((label) => label === "why");
  const prompt = all((label) => label !== "why" && label !== "term" && !isVerdict(label));
  return cells.flatMap(({ label, words }) =>
    isVerdict(label) && words !== "" ? [{ verdict: label, prompt, response: words, why }] : [],
  );
}

/** The words of a cell, where a line break is one again. */
export const cellText = (children: readonly PhrasingContent[], text: TextOf): string =>
  text
    .inline(children)
    .replaceAll("\\|", "|")
    .replaceAll(/\s*<br\s*\/?>\s*/gi, "\n\n");
