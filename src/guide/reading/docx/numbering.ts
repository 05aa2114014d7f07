import { elementIn, elementsIn, valueIn, type Xml } from "./xml.ts";

interface Level {
  start: number;
  format: string;
  text: string;
}

interface List {
  abstract: string;
  levels: Map<number, Level>;
}

/** The number of a paragraph: as Word shows it, and how its list counts. */
export interface Counted {
  label: string;
  isOrdered: boolean;
  n: number;
}

/** Counts the paragraphs of a document's lists as Word does, since a document holds no automatic number. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();

  constructor(numbering: Xml | undefined) {
    const abstracts = new Map(
      elementsIn(numbering, "w:abstractNum").map((each) => [
        each.attributes["w:abstractNumId"]!,
        levelsOf(each),
      ]),
    );
    for (const num of elementsIn(numbering, "w:num")) {
      const abstract = valueIn(num, "w:abstractNumId") ?? "";
      const levels = new Map(abstracts.get(abstract));
      let isOwn = false;
      for (const override of elementsIn(num, "w:lvlOverride")) {
        const at = Number(override.attributes["w:ilvl"]);
        const [own] = levelsOf(override);
        const start = valueIn(override, "w:startOverride");
        const level = own?.[1] ?? levels.get(at);
        if (level) levels.set(at, start === undefined ? level : { ...level, start: Number(start) });
        isOwn ||= start !== undefined;
      }
      const id = num.attributes["w:numId"]!;
      // Lists of one definition count on, unless one starts anew.
      this.#lists.set(id, { abstract: isOwn ? `own ${id}` : abstract, levels });
    }
  }

  /** Counts one paragraph of a list; null where the list has no such level, or shows nothing. */
  next(listId: string, at: number): Counted | null {
    const list = this.#lists.get(listId);
    const level = list?.levels.get(at);
    if (!list || !level || level.format === "none") return null;
    const counts = this.#counts.get(list.abstract) ?? [];
    this.#counts.set(list.abstract, counts);
    for (let above = 0; above < at; above++) counts[above] ??= list.levels.get(above)?.start ?? 1;
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    counts.length = at + 1;
    const label = level.text.replaceAll(/%(\d)/g, (_, n) => {
      const of = Number(n) - 1;
      return written(counts[of] ?? 1, list.levels.get(of)?.format ?? "decimal");
    });
    const isOrdered = level.format !== "bullet";
    return { label: isOrdered ? label : "", isOrdered, n: counts[at] };
  }
}

function levelsOf(parent: Xml): Map<number, Level> {
  return new Map(
    elementsIn(parent, "w:lvl").map((level) => [
      Number(level.attributes["w:ilvl"]),
      {
        start: Number(valueIn(level, "w:start") ?? 1),
        format: valueIn(level, "w:numFmt") ?? "decimal",
        text: elementIn(level, "w:lvlText")?.attributes["w:val"] ?? "",
      },
    ]),
  );
}

function written(n: number, format: string): string {
  if (format === "lowerLetter" || format === "upperLetter") {
    const letter = String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1);
    return format === "upperLetter" ? letter.toUpperCase() : letter;
  }
  if (format === "lowerRoman") return roman(n).toLowerCase();
  if (format === "upperRoman") return roman(n);
  return format === "decimalZero" ? String(n).padStart(2, "0") : String(n);
}

const ROMAN: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(n: number): string {
  let left = Math.min(n, 4_000);
  let text = "";
  for (const [value, letters] of ROMAN)
    while (left >= value) {
      text += letters;
      left -= value;
    }
  return text;
}
