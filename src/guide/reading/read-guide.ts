import { JsonGuide } from "../writing/json.ts";
import { readDocx } from "./docx/read-docx.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { type ReadGuide, readEntries } from "./read-entries.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { type Source, UnreadableGuide } from "./source.ts";

type Reader = (bytes: Uint8Array) => Source | Promise<Source>;

/** JSON of a guide says everything already. */
function readJson(bytes: Uint8Array): ReadGuide {
  let guide: JsonGuide;
  try {
    guide = JsonGuide.parse(JSON.parse(decode(bytes)));
  } catch {
    throw new UnreadableGuide(
      "The file is JSON, but no guide exported by Plumbline. Export the guide as JSON again, and import that.",
    );
  }
  const entries = guide.entries.map(({ content, ...entry }) => ({
    ...entry,
    content,
    isKnown: true,
    anchor: null,
    source: content.title,
  }));
  return { title: guide.title, entries, references: [], leftOut: [] };
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const READERS: [RegExp, Reader][] = [
  [/\.doc[xm]?$/i, readDocx],
  [/\.pdf$/i, readPdf],
  [/\.(md|markdown|txt)$/i, (bytes) => readMarkdown(decode(bytes))],
  [/\.x?html?$/i, (bytes) => readHtml(decode(bytes))],
];

/**
 * Reads a guide's file: a Word document, PDF, HTML or Markdown, or the JSON of another guide, by the end of its name.
 * @param newId makes the ids of what the file has no id for
 * @throws UnreadableGuide with what is wrong and what to do about it
 */
export async function readGuide(name: string, bytes: Uint8Array, newId: () => string): Promise<ReadGuide> {
  if (/\.json$/i.test(name)) return readJson(bytes);
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!reader)
    throw new UnreadableGuide(
      "A guide is read from a Word document (.docx), PDF, HTML or Markdown, or from JSON that Plumbline exported. Save the file as one of these.",
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
