import { readDocx } from "./docx/read-docx.ts";
import { type ReadGuide, readEntries } from "./read-entries.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { type Source, UnreadableGuide } from "./source.ts";

type Reader = (bytes: Uint8Array) => Source | Promise<Source>;

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const READERS: [RegExp, Reader][] = [
  [/\.doc[xm]?$/i, readDocx],
  [/\.(md|markdown|txt)$/i, (bytes) => readMarkdown(decode(bytes))],
  [/\.x?html?$/i, (bytes) => readHtml(decode(bytes))],
];

/**
 * Reads a guide's file: Markdown.
 * @param newId makes the ids of what the file has no id for
 * @throws UnreadableGuide with what is wrong and what to do about it
 */
export async function readGuide(name: string, bytes: Uint8Array, newId: () => string): Promise<ReadGuide> {
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!reader)
    throw new UnreadableGuide(
      "A guide is read from a Word document (.docx), PDF, HTML or Markdown. Save the file as one of these.",
    );
  return readEntries(await reader(bytes), newId);
}
