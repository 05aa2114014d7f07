import type { Entry } from "#formats/export/index.ts";
import { AgreementCounter } from "./agreement.ts";
import type { ReleaseCounts } from "./manifest.ts";

/** More kinds of source than this say nothing to a reader. */
const MAX_KINDS = 200;

type Kind =
  | "splits"
  | "without_rows"
  | "form_versions"
  | "guide_versions"
  | "languages"
  | "licences"
  | "sources";

/** Counts what a data card and a manifest tell, while the entries of a release pass by. */
export class EntryCounter {
  readonly #agreement = new AgreementCounter();
  readonly #people = new Set<string>();
  readonly #counts = { items: 0, answers: 0, earlier_versions: 0, reviews: 0 };
  readonly #kinds = {
    splits: new Map<string, number>(),
    without_rows: new Map<string, number>(),
    form_versions: new Map<string, number>(),
    guide_versions: new Map<string, number>(),
    languages: new Map<string, number>(),
    licences: new Map<string, number>(),
    sources: new Map<string, number>(),
  };

  add(entry: Entry): void {
    const { item, answers, earlier, reviews } = entry;
    this.#counts.items++;
    this.#counts.answers += answers.length;
    this.#counts.earlier_versions += earlier.length;
    this.#counts.reviews += reviews.length;
    for (const { by } of [...answers, ...earlier, ...reviews]) this.#people.add(by);
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

  withoutRow(format: string): void {
    this.#count("without_rows", format);
  }

  result(): ReleaseCounts {
    const inOrder = (counts: Map<string, number>) =>
      Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    return {
      ...this.#counts,
      people: this.#people.size,
      splits: inOrder(this.#kinds.splits),
      without_rows: inOrder(this.#kinds.without_rows),
      form_versions: inOrder(this.#kinds.form_versions),
      guide_versions: inOrder(this.#kinds.guide_versions),
      languages: inOrder(this.#kinds.languages),
      licences: inOrder(this.#kinds.licences),
      sources: inOrder(this.#kinds.sources),
      agreement: this.#agreement.result(),
    };
  }

  #count(kind: Kind, name: string): void {
    const counts = this.#kinds[kind];
    const key = counts.has(name) || counts.size < MAX_KINDS ? name : "others";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}
