import { unzipSync } from "fflate";
import { refusePicture } from "../pictures.ts";
import { UnreadableGuide } from "../source.ts";
import { elementsIn, parseXml, type Xml } from "./xml.ts";

const MOST_BYTES = 64 * 2 ** 20;
const MOST_PARTS = 5_000;
const READ = /^(?:word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels|docProps\/core\.xml|\[Content_Types\]\.xml)$/i;

/** The parts of a Word document that have text, unpacked. */
export class DocxPackage {
  readonly #parts: Record<string, Uint8Array>;

  /** @throws UnreadableGuide for what is no document, or one that is locked, huge, or holds programs */
  constructor(bytes: Uint8Array) {
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
      throw new UnreadableGuide(
        "The document is locked with a password or has the old .doc format. Save it as .docx without a password.",
      );
    let parts = 0;
    let size = 0;
    const names: string[] = [];
    try {
      this.#parts = unzipSync(bytes, {
        filter: ({ name, originalSize }) => {
          names.push(name);
          if (++parts > MOST_PARTS) throw TOO_BIG;
          if (!READ.test(name)) return false;
          size += originalSize;
          if (size > MOST_BYTES) throw TOO_BIG;
          return true;
        },
      });
    } catch (error) {
      if (error instanceof UnreadableGuide) throw error;
      throw new UnreadableGuide(
        "The file is no Word document, or is damaged. Open it in Word, save it again as .docx, and import that.",
      );
    }
    if (names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name)))
      throw new UnreadableGuide(
        "The document holds macros. Save it as .docx, which has none, and import that.",
      );
    for (const name of names) if (/^word\/media\//i.test(name)) refusePicture(name);
    for (const name of Object.keys(this.#parts)) if (name.endsWith(".rels")) this.#refuseLinkedPictures(name);
  }

  /** A part as XML; undefined where the document has none of that name. */
  part(name: string): Xml | undefined {
    const bytes = this.#parts[name];
    if (!bytes) return undefined;
    try {
      return parseXml(new TextDecoder().decode(bytes));
    } catch {
      throw new UnreadableGuide(
        "The Word document is damaged. Open it in Word, save it again as .docx, and import that.",
      );
    }
  }

  /** The names of parts such as headers. */
  named(pattern: RegExp): string[] {
    return Object.keys(this.#parts).filter((name) => pattern.test(name));
  }

  /** Where the links of the text lead, by their ids. */
  links(): Map<string, string> {
    const all = elementsIn(this.part("word/_rels/document.xml.rels"));
    return new Map(all.map(({ attributes }) => [attributes.Id ?? "", attributes.Target ?? ""]));
  }

  #refuseLinkedPictures(name: string): void {
    for (const { attributes } of elementsIn(this.part(name)))
      if (attributes.TargetMode === "External" && /\/image$/.test(attributes.Type ?? ""))
        refusePicture(
          /^(https?:)?\/\//i.test(attributes.Target ?? "") ? attributes.Target! : `//${attributes.Target}`,
        );
  }
}

const TOO_BIG = new UnreadableGuide(
  "The document unpacks to more than 64 MB of text. Split it, or save it again in Word if it should be smaller.",
);
