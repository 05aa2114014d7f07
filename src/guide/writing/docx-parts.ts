const OFFICE = "http://schemas.openxmlformats.org";

export const NAMESPACES = `xmlns:w="${OFFICE}/wordprocessingml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"`;

const MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml";

export const CONTENT_TYPES = `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MIME}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MIME}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${MIME}.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

export const PACKAGE_LINKS = `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="document" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="${OFFICE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const WORD_LINKS = `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="styles" Type="${OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="numbering" Type="${OFFICE}/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`;

const heading = (level: number, size: number) =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;

const border = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`;
const grid = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");

export const STYLES = `<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>${[36, 30, 26, 24, 22, 22].map((size, at) => heading(at + 1, size)).join("")}<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/><w:basedOn w:val="Normal"/><w:pPr><w:shd w:val="clear" w:fill="F0F0F0"/></w:pPr><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:sz w:val="18"/></w:rPr></w:style><w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${grid}</w:tblBorders></w:tblPr></w:style><w:style w:type="table" w:styleId="Example"><w:name w:val="Example"/><w:tblPr><w:tblBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="8A8A8A"/></w:tblBorders></w:tblPr><w:tcPr><w:shd w:val="clear" w:fill="F6F6F6"/></w:tcPr></w:style></w:styles>`;

/** The foot of each page, where there is one. */
export const footerOf = (text: string) =>
  `<w:ftr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p></w:ftr>`;
export const FOOTER_TYPE = `<Override PartName="/word/footer.xml" ContentType="${MIME}.footer+xml"/>`;
export const FOOTER_LINK = `<Relationship Id="footer" Type="${OFFICE}/officeDocument/2006/relationships/footer" Target="footer.xml"/>`;
