/** An element of XML, its name with the prefix that the document gives it. */
export interface Xml {
  name: string;
  attributes: Record<string, string>;
  children: (Xml | string)[];
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/[^<>]+>|<([^\s<>/!]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The root element of an XML document, as office programs write them: a document type is refused, so that no entity
 * can grow.
 * @throws SyntaxError
 */
export function parseXml(text: string): Xml {
  const top: Xml = { name: "", attributes: {}, children: [] };
  const open = [top];
  TOKEN.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    const parent = open.at(-1);
    if (!found || !parent) throw new SyntaxError(`not XML at ${at}`);
    const [whole, data, name, attributes, isClosed, words] = found;
    if (words !== undefined) parent.children.push(decoded(words));
    else if (data !== undefined) parent.children.push(data);
    else if (name !== undefined) {
      const element: Xml = { name, attributes: attributesOf(attributes!), children: [] };
      parent.children.push(element);
      if (isClosed === "") open.push(element);
    } else if (whole.startsWith("</")) open.pop();
  }
  const root = top.children.find((child) => typeof child !== "string");
  if (open.length !== 1 || !root) throw new SyntaxError("XML that breaks off");
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) found[name!] = decoded(double ?? single!);
  return found;
}

const decoded = (text: string) =>
  text.includes("&")
    ? text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
        if (name !== undefined) return NAMED[name] ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;

/** The elements directly in one, of one name or of all. */
export const elementsIn = (parent: Xml | undefined, name?: string): Xml[] =>
  (parent?.children ?? []).filter(
    (child): child is Xml => typeof child !== "string" && (name === undefined || child.name === name),
  );

/** The first element directly in one that has the name, or that is reached by names one below the other. */
export const elementIn = (parent: Xml | undefined, ...names: string[]): Xml | undefined =>
  names.reduce<Xml | undefined>((from, name) => elementsIn(from, name)[0], parent);

/** The attribute `w:val` of an element reached by names. */
export const valueIn = (parent: Xml | undefined, ...names: string[]): string | undefined =>
  elementIn(parent, ...names)?.attributes["w:val"];

/** All text within an element of the given names. */
export function textIn(parent: Xml, names: readonly string[] = ["w:t", "w:delText", "m:t"]): string {
  let text = "";
  const walk = (element: Xml) => {
    for (const child of element.children) {
      if (typeof child === "string") text += names.includes(element.name) ? child : "";
      else if (child.name === "w:tab" || child.name === "w:br" || child.name === "w:cr") text += " ";
      else walk(child);
    }
    if (element.name === "w:p") text += "\n";
  };
  walk(parent);
  return text.replaceAll(/[ \t]+/g, " ").trim();
}
