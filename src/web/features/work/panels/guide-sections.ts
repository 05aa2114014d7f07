/** Cuts a Markdown text before each heading; a # within a fenced block is no heading. */
export function sectionsOf(markdown: string): string[] {
  const sections: string[][] = [[]];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark && (fence === null || (mark[0] === fence[0] && mark.length >= fence.length)))
      fence = fence ? null : mark;
    if (fence === null && /^#{1,6}\s/.test(line)) sections.push([]);
    sections.at(-1)!.push(line);
  }
  return sections.map((lines) => lines.join("\n").trim()).filter(Boolean);
}
