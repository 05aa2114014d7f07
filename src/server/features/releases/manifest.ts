import type { Json } from "#content/index.ts";
import type { AgentRef } from "#contract/entities.ts";
import type { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import type { QuestionAgreement } from "./agreement.ts";
import type { AsOfCounts } from "./read-as-of.ts";

/** What a release knows of its surroundings from the moment it is frozen: later changes of names do not reach it. */
export interface FrozenFacts {
  software: { name: string; version: string };
  project: { id: string; name: string; description: string };
  release: { id: string; n: number; name: string; notes: string; created_at: string };
  /** The workflow and the instructions in force when it was made. */
  guide_version: number | null;
  workflow_version: number | null;
  formats: string[];
  filter: ReleaseFilter;
  policy: ReleasePolicy;
  /** The newest seal of the installation's event log: a log that was cut off before it has it no more. */
  log_seal?: string | undefined;
  /** The models and programs that gave answers; left out where there are none. People go by their numbers alone. */
  agents?: AgentRef[] | undefined;
}

export interface WrittenFile {
  name: string;
  format: string;
  type: string;
  rows: number;
  size: number;
  sha256: string;
}

/** What is counted while the rows pass by. */
export interface ReleaseCounts {
  items: number;
  answers: number;
  earlier_versions: number;
  reviews: number;
  people: number;
  splits: Record<string, number>;
  /** Items that gave no row, by format: ties, missing answers, responses that the format cannot hold. */
  without_rows: Record<string, number>;
  form_versions: Record<string, number>;
  guide_versions: Record<string, number>;
  languages: Record<string, number>;
  licences: Record<string, number>;
  sources: Record<string, number>;
  agreement: QuestionAgreement[];
  /** Only where answers are read as a version of their form. */
  as_of_form?: AsOfCounts;
}

export interface Manifest extends FrozenFacts {
  manifest_version: 1;
  counts: Omit<ReleaseCounts, "agreement">;
  agreement: QuestionAgreement[];
  policies_in_words: string[];
  files: WrittenFile[];
}

/** The manifest of a release. It names every file but itself. */
export function manifestOf(facts: FrozenFacts, counts: ReleaseCounts, files: WrittenFile[]): Manifest {
  const { agreement, ...rest } = counts;
  return {
    manifest_version: 1,
    ...facts,
    counts: rest,
    agreement,
    policies_in_words: explain(facts.policy),
    files,
  };
}

/** A manifest as its file holds it. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(sorted(manifest as unknown as Json), null, 2)}\n`;
}

/** What happened to ties and to several answers, for people. */
export function explain({ ties, answers, split, asOfForm }: ReleasePolicy): string[] {
  const several = {
    majority:
      "Several answers to an item: each two responses give what most people said, and no majority counts as a tie; of written responses every distinct one goes out.",
    each: "Several answers to an item: each goes out by itself.",
    first: "Several answers to an item: the first alone goes out.",
  };
  const tie = {
    drop: "Ties are left out.",
    keep: "A tie gives two rows, one in either direction.",
  };
  const parts =
    "Items of one family (translations, rewrites, turns of one conversation) fall into the same part of the split.";
  return [
    several[answers],
    `${tie[ties]} "Both bad" is no preference and always left out.`,
    ...(split ? [parts] : []),
    ...(asOfForm === undefined ? [] : [asOf(asOfForm)]),
  ];
}

const asOf = (n: number) =>
  `Answers to earlier versions of the form read as version ${n}: renamed questions under their new names, options and steps by what was declared for them, and empty where nothing corresponds. The raw file has them as they were given.`;

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]!)]),
  );
}
