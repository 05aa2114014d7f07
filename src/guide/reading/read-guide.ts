import { readDocx } from "./docx/read-docx.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { type ReadGuide, readEntries } from "./read-entries.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { type Source, UnreadableGuide } from "./source.ts";

type Reader = (bytes: Uint8Array) => Source | Promise<Source>;

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const READERS: [RegExp, Reader][] = [
  [/\.doc[xm]?$/i, readDocx],
  [/\.pdf$/i, readPdf],
  [/\.(md|markdown|txt)$/i, (bytes) => readMarkdown(decode(bytes))],
  [/\.x?html?$/i, (bytes) => readHtml(decode(bytes))],
];

/**
 * Reads a guide's file: a Word document, PDF, HTML or Markdown, by the end of its name.
 * @param newId makes the ids of what the file has no id for
 * @throws UnreadableGuide with what is wrong and what to do about it
 */
export async function readGuide(name: string, bytes: Uint8Array, newId: () => string): Promise<ReadGuide> {
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!reader)
    throw new UnreadableGuide(
      "A guide is read from a Word document (.docx), PDF, HTML or Markdown. Save the file as one of these.",
    );
  try {
    return readEntries(await reader(bytes), newId);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableGuide(
      "The file's parts are nested in each other too deeply to be read. Save it as plain HTML or Markdown and import that.",
    );
  }
}
