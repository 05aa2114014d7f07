import { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";

/** What goes into a release and how, while it is chosen; shares of the split in percent, as typed. */
export interface ReleaseDraft {
  name: string;
  notes: string;
  filter: ReleaseFilter;
  policy: ReleasePolicy;
  split: { train: string; validation: string; test: string } | null;
  formats: readonly string[];
}

export const EMPTY: ReleaseDraft = {
  name: "",
  notes: "",
  filter: ReleaseFilter.parse({}),
  policy: ReleasePolicy.parse({}),
  split: null,
  formats: [],
};

/** What is wrong, by control. */
export type Wrong = Partial<Record<"name" | "states" | "split" | "formats", true>>;

/** What keeps a release from being made. */
export function wrongIn(draft: ReleaseDraft): Wrong {
  return {
    ...(draft.name.trim() === "" && { name: true }),
    ...(draft.filter.states.length === 0 && { states: true }),
    ...(draft.formats.length === 0 && { formats: true }),
    ...(draft.split && !addsUp(draft.split) && { split: true }),
  };
}

/** The policy to send; null while the split makes no sense. */
export function policyOf(draft: ReleaseDraft): ReleasePolicy | null {
  if (!draft.split) return { ...draft.policy, split: null };
  if (!addsUp(draft.split)) return null;
  const { train, validation, test } = draft.split;
  const share = (text: string) => Number(text || 0) / 100;
  return {
    ...draft.policy,
    split: { train: share(train), validation: share(validation), test: share(test) },
  };
}

/** Chooses a value of a list, or takes it away again. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

function addsUp({ train, validation, test }: NonNullable<ReleaseDraft["split"]>): boolean {
  const shares = [train, validation, test].map((text) => Number(text || 0));
  if (shares.some((share) => !(share >= 0))) return false;
  return Math.abs(shares.reduce((a, b) => a + b, 0) - 100) < 1e-9;
}
