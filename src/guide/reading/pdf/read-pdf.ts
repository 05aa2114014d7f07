import { getDocumentProxy } from "unpdf";
import { type LeftOut, type Source, UnreadableGuide } from "../source.ts";
import { type PageFacts, withoutFurniture } from "./furniture.ts";
import { type Bookmark, findHeadings } from "./headings.ts";
import { type Line, linesOf, type TextItem } from "./lines.ts";
import { blocksOf } from "./paragraphs.ts";

const MOST_PAGES = 1_000;
const MOST_BOOKMARKS = 2_500;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * A PDF as a tree: headings by its bookmarks, else by size; headers, page numbers and watermarks listed.
 * @throws UnreadableGuide where it is scanned, locked, damaged or huge
 */
export async function readPdf(bytes: Uint8Array): Promise<Source> {
  const pdf = await open(bytes);
  try {
    const leftOut: LeftOut[] = [];
    const { lines, height } = await readPages(pdf);
    const facts = factsOf(lines, pdf.numPages, height);
    const text = withoutFurniture(lines, facts, leftOut);
    const headings = findHeadings(text, await bookmarksOf(pdf), facts);
    const root = { type: "root" as const, children: blocksOf(text, headings, facts) };
    return { root, text: null, title: await titleOf(pdf), headings: new Map(), leftOut };
  } finally {
    await pdf.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  let pdf: Pdf;
  try {
    pdf = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    throw new UnreadableGuide(
      (error as Error).name === "PasswordException"
        ? "The PDF is locked with a password. Save a copy without one, and import that."
        : "The file is no PDF, or is damaged. Open it in a PDF reader, save or print it as PDF again, and import that.",
    );
  }
  if (pdf.numPages <= MOST_PAGES) return pdf;
  const { numPages } = pdf;
  await pdf.destroy();
  throw new UnreadableGuide(`The PDF has ${numPages} pages, and a guide takes ${MOST_PAGES}. Split it.`);
}

async function readPages(pdf: Pdf): Promise<{ lines: Line[]; height: number }> {
  const lines: Line[] = [];
  let height = 0;
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    const { items, styles } = await page.getTextContent();
    const isMono = (font: string) => styles[font]?.fontFamily === "monospace";
    const texts = items.filter((item) => "str" in item) as TextItem[];
    height = Math.max(height, top - bottom);
    lines.push(...linesOf(texts, n - 1, right - left, isMono));
    page.cleanup();
  }
  if (lines.reduce((sum, { text }) => sum + text.length, 0) < 20 * pdf.numPages)
    throw new UnreadableGuide(
      "The PDF has pictures of pages and no text. Run text recognition (OCR) over it, or import the document it was made from.",
    );
  return { lines, height };
}

function factsOf(lines: readonly Line[], pages: number, height: number): PageFacts {
  const bodySize = mostOf(lines.map(({ size, text }) => [size, text.length]));
  const gaps = lines.flatMap((line, at): [number, number][] => {
    const drop = (lines[at - 1]?.y ?? 0) - line.y;
    return lines[at - 1]?.page === line.page && drop > 0 && drop < 3 * line.size
      ? [[Math.round(drop * 4) / 4, 1]]
      : [];
  });
  return { pages, height, bodySize, lineGap: gaps.length === 0 ? 1.3 * bodySize : mostOf(gaps) };
}

/** The value with most weight. */
function mostOf(values: [value: number, weight: number][]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].reduce((most, each) => (each[1] > most[1] ? each : most), [0, -1])[0];
}

type Outline = Awaited<ReturnType<Pdf["getOutline"]>>;

async function bookmarksOf(pdf: Pdf): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  const walk = async (items: Outline, depth: number) => {
    for (const { title, dest, items: inside } of items ?? []) {
      if (found.length >= MOST_BOOKMARKS || depth > 20) return;
      found.push({ title, depth, page: await pageOf(pdf, dest) });
      await walk(inside, depth + 1);
    }
  };
  await walk(await pdf.getOutline().catch(() => null as never), 1);
  return found;
}

async function pageOf(pdf: Pdf, dest: string | unknown[] | null): Promise<number | null> {
  try {
    const at = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
    const page: unknown = at?.[0];
    if (typeof page === "number") return page;
    return page ? await pdf.getPageIndex(page as never) : null;
  } catch {
    return null; // a bookmark that leads nowhere
  }
}

async function titleOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = (info as { Title?: unknown }).Title;
  return typeof title === "string" && title.trim() !== "" ? title.trim() : null;
}
