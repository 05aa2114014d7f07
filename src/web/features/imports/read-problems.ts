import type { ImportProblem } from "#contract/imports.ts";

/** Enough bytes for a screenful of problems; the rest of the file is not fetched. */
const MOST_BYTES = 256 * 1024;

/**
 * The first problems of a report: CSV with a heading, then number, reason and text.
 * Reads no more of the stream than it needs.
 */
export async function firstRows(body: ReadableStream<Uint8Array>, count: number): Promise<ImportProblem[]> {
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
  // A report that was cut short ends within a row.
  const rows = data.slice(1, ended ? undefined : -1).slice(0, count);
  return rows.map(([line = "", reason = "", source = ""]) => ({ line: Number(line), reason, text: source }));
}
