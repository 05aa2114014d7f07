import { strToU8, zipSync } from "fflate";
import { directionOf } from "#content/index.ts";
import type { MarkdownOptions, WrittenEntry } from "../markdown.ts";
import { DocxBody, escapeXml } from "./docx-body.ts";
import {
  CONTENT_TYPES,
  FOOTER_LINK,
  FOOTER_TYPE,
  footerOf,
  NAMESPACES,
  PACKAGE_LINKS,
  STYLES,
  WORD_LINKS,
} from "./docx-parts.ts";
import { treeOf } from "./tree.ts";

/** The time that everything in the file carries: the oldest that a zip can say. */
const MOMENT = new Date(1980, 0, 1);

/**
 * A guide as a Word document. Bookmarks carry the ids, so that it can come back edited. The same entries and options
 * make the same bytes.
 */
export function writeDocx(
  entries: readonly WrittenEntry[],
  options: MarkdownOptions & { title: string; mark?: string | null },
): Uint8Array {
  const { root, markers } = treeOf(entries, options);
  const body = new DocxBody(markers, directionOf(options.language ?? "en") === "rtl");
  const text = body.blocks(root.children);
  const links = body.links.map(
    (url, n) =>
      `<Relationship Id="link${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${escapeXml(url)}" TargetMode="External"/>`,
  );
  const { mark = null } = options;
  const footer = mark === null ? "" : '<w:footerReference w:type="default" r:id="footer"/>';
  const page = `<w:sectPr>${footer}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts: Record<string, string> = {
    "[Content_Types].xml":
      mark === null ? CONTENT_TYPES : CONTENT_TYPES.replace("</Types>", `${FOOTER_TYPE}</Types>`),
    "_rels/.rels": PACKAGE_LINKS,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(options.title)}</dc:title></cp:coreProperties>`,
    "word/_rels/document.xml.rels": WORD_LINKS.replace(
      "</Relationships>",
      `${links.join("")}${mark === null ? "" : FOOTER_LINK}</Relationships>`,
    ),
    "word/document.xml": `<w:document ${NAMESPACES}><w:body>${text}${page}</w:body></w:document>`,
    "word/numbering.xml": `<w:numbering ${NAMESPACES}>${body.numbering()}</w:numbering>`,
    "word/styles.xml": STYLES,
    ...(mark !== null && { "word/footer.xml": footerOf(escapeXml(mark)) }),
  };
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(head + xml)])),
    { mtime: MOMENT, level: 6 },
  );
}
