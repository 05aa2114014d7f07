import { elementsIn, valueIn, type Xml } from "./xml.ts";

/** What a style of paragraphs or characters means to a guide. */
export interface StyleFacts {
  name: string;
  /** The level of a heading, from 1; null for text. */
  level: number | null;
  list: { id: string; at: number } | null;
  isCode: boolean;
  isBold: boolean;
  isItalic: boolean;
}

const CODE = /code|verbatim|preformatted|listing|macro text|plain text/i;

/** The styles of a document, each with what it inherits. */
export class Styles {
  readonly #elements: Map<string, Xml>;
  readonly #facts = new Map<string, StyleFacts>();

  constructor(styles: Xml | undefined) {
    this.#elements = new Map(
      elementsIn(styles, "w:style").map((each) => [each.attributes["w:styleId"] ?? "", each]),
    );
  }

  of(id: string | undefined): StyleFacts {
    return (id !== undefined && (this.#facts.get(id) ?? this.#read(id, 0))) || PLAIN;
  }

  #read(id: string, depth: number): StyleFacts {
    const style = this.#elements.get(id);
    if (!style || depth > 20) return { ...PLAIN, name: id };
    const parent = valueIn(style, "w:basedOn");
    const above = parent === undefined ? PLAIN : this.#read(parent, depth + 1);
    const name = valueIn(style, "w:name") ?? id;
    const outline = valueIn(style, "w:pPr", "w:outlineLvl");
    const [, heading] = /^heading (\d)$/i.exec(name) ?? [];
    const listId = valueIn(style, "w:pPr", "w:numPr", "w:numId");
    const own = outline === undefined ? null : Number(outline) + 1;
    const level = heading === undefined ? (own ?? above.level) : Number(heading);
    const facts: StyleFacts = {
      name,
      level: level !== null && level <= 9 ? level : null,
      list:
        listId === undefined
          ? above.list
          : { id: listId, at: Number(valueIn(style, "w:pPr", "w:numPr", "w:ilvl") ?? (level ?? 1) - 1) },
      isCode: CODE.test(name) || above.isCode,
      isBold: isOn(style, "w:b") ?? above.isBold,
      isItalic: isOn(style, "w:i") ?? above.isItalic,
    };
    this.#facts.set(id, facts);
    return facts;
  }
}

const PLAIN: StyleFacts = {
  name: "",
  level: null,
  list: null,
  isCode: false,
  isBold: false,
  isItalic: false,
};

/** Whether properties of text switch something on or off; undefined where they say nothing. */
export function isOn(parent: Xml | undefined, name: string): boolean | undefined {
  const [found] = elementsIn(elementsIn(parent, "w:rPr")[0], name);
  return found && !/^(?:0|false|off|none)$/.test(found.attributes["w:val"] ?? "");
}
