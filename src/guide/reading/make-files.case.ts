import { strToU8, zipSync } from "fflate";

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document with a body in XML, and other parts by their names. */
export function docxOf(body: string, parts: Record<string, string> = {}): Uint8Array {
  const document = `<w:document ${WORD}><w:body>${body}</w:body></w:document>`;
  const all = { "[Content_Types].xml": "<Types/>", "word/document.xml": document, ...parts };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

/** Text at a place of a page: x, y, size, words, and whether they stand in a slant. */
export type PdfText = [x: number, y: number, size: number, words: string, isTurned?: boolean];

/** A PDF with the given words on each page; `trailer` adds to its trailer. */
export function pdfOf(pages: readonly PdfText[][], trailer = ""): Uint8Array {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${4 + 2 * n} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  for (const [n, texts] of pages.entries()) {
    const stream = texts
      .map(([x, y, size, words, isTurned]) => {
        const matrix = isTurned ? `0.7 0.7 -0.7 0.7 ${x} ${y}` : `1 0 0 1 ${x} ${y}`;
        return `BT /F1 ${size} Tf ${matrix} Tm (${words.replaceAll(/[()\\]/g, "\\$&")}) Tj ET`;
      })
      .join("\n");
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${5 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let file = "%PDF-1.4\n";
  const places = objects.map((object, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF`;
  return strToU8(file, true);
}
