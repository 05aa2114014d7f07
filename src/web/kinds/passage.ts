import { type Anchor, spanFromUtf16, type TextPlace, toUtf16 } from "#content/index.ts";
import { toDrawn, toSource } from "./source-offsets.ts";

/** The source of a text of the page; null where there is none. */
export type SourceOf = (place: TextPlace) => string | null;

/**
 * Marks an element that draws a text, or from an offset on a part of it. Within it `data-at` and `data-to` say which
 * stretch of that part a piece draws. A string, so that a memoised text stays as it is.
 */
export const passageMark = (place: TextPlace, from = 0): string => JSON.stringify({ place, from });

const readMark = (holder: HTMLElement) =>
  JSON.parse(holder.dataset.passage!) as { place: TextPlace; from: number };

/** The pieces that an element draws of its text, with what each draws. */
function piecesOf(holder: Element): { node: HTMLElement; at: number; to: number; drawn: string }[] {
  const marked = holder.matches("[data-at]") ? [holder] : [...holder.querySelectorAll("[data-at]")];
  return (marked as HTMLElement[]).map((node) => {
    return { node, at: Number(node.dataset.at), to: Number(node.dataset.to), drawn: node.textContent };
  });
}

/** The passage that is selected on the page, by its place in the stored source; null where none is. */
export function selectedPassage(selection: Selection | null, sourceOf: SourceOf): Anchor | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = range.startContainer;
  const holder = (first instanceof Element ? first : first.parentElement)?.closest<HTMLElement>(
    "[data-passage]",
  );
  if (!holder) return null;
  const { place, from } = readMark(holder);
  const source = sourceOf(place);
  const pieces = piecesOf(holder).filter(({ node }) => range.intersectsNode(node));
  if (source === null || pieces.length === 0) return null;
  const ends = pieces.map(({ node, at, to, drawn }) => {
    const [start, end] = within(range, node, drawn.length);
    return toSource(source.slice(from + at, from + to), drawn, start, end).map(
      (offset) => from + at + offset,
    );
  });
  const span = spanFromUtf16(source, ends[0]![0]!, ends.at(-1)![1]!);
  return span.quotation.trim() === "" || span.quotation.length > 10_000 ? null : { place, span };
}

/** Which stretch of what a piece draws lies in a range. */
function within(range: Range, node: Node, length: number): [number, number] {
  const before = document.createRange();
  before.selectNodeContents(node);
  const offsetOf = (container: Node, offset: number, otherwise: number) => {
    if (!node.contains(container)) return otherwise;
    before.setEnd(container, offset);
    return before.toString().length;
  };
  const start = offsetOf(range.startContainer, range.startOffset, 0);
  return [start, offsetOf(range.endContainer, range.endOffset, length)];
}

/** Where a passage is drawn on the page; null where it is not. */
export function rangeOf(root: ParentNode, { place, span }: Anchor, sourceOf: SourceOf): Range | null {
  const source = sourceOf(place);
  if (source === null) return null;
  const [start, end] = span ? [toUtf16(source, span.start), toUtf16(source, span.end)] : [0, source.length];
  const range = document.createRange();
  let isFound = false;
  for (const holder of root.querySelectorAll<HTMLElement>("[data-passage]")) {
    const mark = readMark(holder);
    if (JSON.stringify(mark.place) !== JSON.stringify(place)) continue;
    for (const { node, at, to, drawn } of piecesOf(holder)) {
      const [low, high] = [mark.from + at, mark.from + to];
      const text = node.firstChild;
      if (high <= start || low >= end || !text) continue;
      const of = source.slice(low, high);
      const [first, last] = toDrawn(of, drawn, Math.max(0, start - low), Math.min(of.length, end - low));
      if (!isFound) range.setStart(text, first);
      range.setEnd(text, last);
      isFound = true;
    }
  }
  return isFound ? range : null;
}
