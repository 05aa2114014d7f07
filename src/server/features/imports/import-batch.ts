import { type Material, mend } from "#content/index.ts";
import type { Imported } from "#formats/import/index.ts";
import { excerpt } from "#formats/read/index.ts";
import { NewItems } from "../items/index.ts";

/** A line of the import's report. */
export interface Remark {
  line: number;
  reason: string;
  text: string;
  /** A note on something that was imported all the same. */
  landed: boolean;
}

/** Items of one import on their way into the database, and what is to be said about the lines they are from. */
export class ImportBatch extends NewItems {
  remarks: Remark[] = [];
  /** Lines read that could not be an item. */
  problems = 0;

  override clear(): void {
    super.clear();
    this.remarks = [];
    this.problems = 0;
  }

  /** Reports a line that could not be an item. */
  refuse(line: number, reason: string, text: string): void {
    this.problems++;
    this.remarks.push({ line, reason: mend(reason), text: mend(text), landed: false });
  }

  /** Writes an item's row, with a remark for each thing that was noticed about it. */
  take(line: number, item: Imported, notes: readonly string[]): void {
    this.add(item, line);
    if (notes.length === 0 && item.notes.length === 0) return;
    const text = excerpt(lastText(item.material));
    for (const reason of new Set([...notes, ...item.notes]))
      this.remarks.push({ line, reason: mend(reason), text, landed: true });
  }

  /** How an item's text begins, for the report. */
  excerptOf(at: number): string {
    return excerpt(lastText(this.materialOf(at)));
  }
}

function lastText({ prompt }: Material): string {
  const content = prompt.at(-1)?.content ?? "";
  return typeof content === "string" ? content : "";
}
