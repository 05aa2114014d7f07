/** The content of an entry before its schema has seen it. */
export interface LooseContent {
  kind: string;
  title: string;
  statement?: string;
  definition?: string;
  examples?: unknown[];
}

const MOST_CHARACTERS = 50_000;
const MOST_EXAMPLES = 100;

/**
 * An entry as it is, or as several where a text is longer or its examples are more than one may have: the rest follows
 * under the same title with a number.
 */
export function splitLong(content: LooseContent): LooseContent[] {
  const { title, examples = [] } = content;
  const field = content.kind === "rule" ? "statement" : "definition";
  const pieces = cut(content[field] ?? "");
  const groups: unknown[][] = [];
  for (let at = 0; at < examples.length; at += MOST_EXAMPLES)
    groups.push(examples.slice(at, at + MOST_EXAMPLES));
  const count = Math.max(pieces.length, groups.length, 1);
  return Array.from({ length: count }, (_, at) => ({
    ...(at === 0 ? content : { kind: content.kind, title: `${title.slice(0, 290)} (${at + 1})` }),
    kind: content.kind,
    [field]: pieces[at] ?? "",
    ...(content.examples && { examples: groups[at] ?? [] }),
  }));
}

/** A text in pieces that fit, cut between paragraphs where there are any, else between words. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MOST_CHARACTERS) {
    const head = rest.slice(0, MOST_CHARACTERS);
    const at = [head.lastIndexOf("\n\n"), head.lastIndexOf("\n"), head.lastIndexOf(" ")].find(
      (each) => each > 0,
    );
    pieces.push(rest.slice(0, at ?? MOST_CHARACTERS));
    rest = rest.slice(at ?? MOST_CHARACTERS).trimStart();
  }
  return [...pieces, rest];
}
