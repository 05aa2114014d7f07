/** What a marker names: an entry, by its kind, or an example of a rule. */
export type Marked = "section" | "rule" | "term" | "example";

const MARKER = /^<!-- (section|rule|term|example) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) -->$/;

/** A comment in a guide's Markdown that says which entry or example the line is about, so that a file that comes back is matched. */
export const markerOf = (kind: Marked, id: string): string => `<!-- ${kind} ${id} -->`;

/** What a piece of HTML in Markdown marks; null for any other HTML, comments of people included. */
export function readMarker(html: string): { kind: Marked; id: string } | null {
  const found = MARKER.exec(html);
  return found && { kind: found[1] as Marked, id: found[2]! };
}
