/** Who reads a confidential guide. */
export interface Marked {
  name: string;
  at: string;
  code: string;
}

/** What stands on each page of a confidential guide. */
export const markOf = ({ name, at, code }: Marked): string =>
  `${name} · ${at.slice(0, 16).replace("T", " ")} UTC · ${code}`;

/** Markdown with the mark as its first and last line: it has no pages. */
export function markMarkdown(text: string, mark: string | null): string {
  if (mark === null) return text;
  const line = `> ${mark.replaceAll(/[\\`*_[\]<>]/g, "\\$&")}`;
  return `${line}\n\n${text}\n${line}\n`;
}
