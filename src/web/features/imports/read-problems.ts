import type { ImportProblem } from "#contract/imports.ts";

/** Enough bytes for a screenful of problems; the rest of the file is not fetched. */
const MOST_BYTES = 256 * 1024;

/** A line of the report: one that could not be read, or one that was imported all the same, with a remark. */
export interface ReportLine extends ImportProblem {
  imported: boolean;
}

/** The first lines of a report, by the names in its heading; reads no more of the stream than it needs. */
export async function firstRows(body: ReadableStream<Uint8Array>, count: number): Promise<ReportLine[]> {
  const { default: papaparse } = await import("papaparse");
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let ended = false;
  while (!ended && text.length < MOST_BYTES) {
    const { done, value } = await reader.read();
    ended = done;
    text += decoder.decode(value, { stream: !done });
  }
  if (!ended) await reader.cancel();
  const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: true });
  const [heading = [], ...rest] = data;
  const at = (name: string) => heading.indexOf(name);
  // A report that was cut short ends within a row.
  return rest.slice(0, ended ? count : Math.min(count, rest.length - 1)).map((row) => ({
    line: Number(row[at("line")]),
    imported: row[at("imported")] === "yes",
    reason: row[at("reason")] ?? "",
    text: row[at("text")] ?? "",
  }));
}
