/** Rows under their headings, in columns as wide as their widest cell; numbers stand to the right. */
export function formatTable(headings: string[], rows: (string | number | null)[][]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? "-" : oneLine(String(cell)))));
  const right = headings.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === "number"));
  const widths = headings.map((heading, at) =>
    Math.max(widthOf(heading), ...cells.map((row) => widthOf(row[at] ?? ""))),
  );
  const line = (row: string[]) =>
    row
      .map((cell, at) => {
        const gap = " ".repeat((widths[at] ?? 0) - widthOf(cell));
        return right[at] ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  return [line(headings), ...cells.map(line)].join("\n");
}

/** Text from elsewhere must neither break the table nor speak to the terminal. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}

function widthOf(text: string): number {
  return [...text].length;
}
