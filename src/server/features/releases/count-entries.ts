import type { Entry } from "#formats/export/index.ts";
import { AgreementCounter } from "./agreement.ts";
import type { ReleaseCounts } from "./manifest.ts";

/** More kinds of source than this say nothing to a reader. */
const MAX_KINDS = 200;

const KINDS = [
  "splits",
  "without_rows",
  "form_versions",
  "guide_versions",
  "languages",
  "licences",
  "sources",
] as const;
type Kind = (typeof KINDS)[number];

/** Counts what a data card and a manifest tell, while the entries of a release pass by. */
export class EntryCounter {
  readonly #agreement = new AgreementCounter();
  readonly #people = new Set<string>();
  readonly #agents: ReadonlySet<string>;
  readonly #counts = { items: 0, answers: 0, earlier_versions: 0, reviews: 0 };
  readonly #kinds = byKind(() => new Map<string, number>());

  /** @param agents the models and programs, which are no people */
  constructor(agents: readonly { id: string }[] = []) {
    this.#agents = new Set(agents.map(({ id }) => id));
  }

  /** Takes in one entry. */
  add(entry: Entry): void {
    const { item, answers, earlier, reviews } = entry;
    this.#counts.items++;
    this.#counts.answers += answers.length;
    this.#counts.earlier_versions += earlier.length;
    this.#counts.reviews += reviews.length;
    for (const { by } of [...answers, ...earlier, ...reviews])
      if (!this.#agents.has(by)) this.#people.add(by);
    if (entry.split !== null) this.#count("splits", entry.split);
    if (typeof item.attributes.language === "string") this.#count("languages", item.attributes.language);
    if (item.hidden?.licence) this.#count("licences", item.hidden.licence);
    if (item.hidden?.source) this.#count("sources", item.hidden.source);
    for (const { formVersion, guideVersion } of answers) {
      this.#count("form_versions", String(formVersion));
      if (guideVersion !== null) this.#count("guide_versions", String(guideVersion));
    }
    this.#agreement.add(entry);
  }

  /** Counts an item that gave no row in a format. */
  withoutRow(format: string): void {
    this.#count("without_rows", format);
  }

  /** What was counted, names in order. */
  result(): ReleaseCounts {
    return {
      ...this.#counts,
      people: this.#people.size,
      ...byKind((kind) =>
        Object.fromEntries([...this.#kinds[kind]].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
      ),
      agreement: this.#agreement.result(),
    };
  }

  #count(kind: Kind, name: string): void {
    const counts = this.#kinds[kind];
    const key = counts.has(name) || counts.size < MAX_KINDS ? name : "others";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function byKind<T>(of: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Record<Kind, T>;
}
