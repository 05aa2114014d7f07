/** A marked stretch of text, [start, end), with a category. */
export type SpanUnit = { start: number; end: number; label: string };

export type AlignmentCosts = {
  /** Weight of the positional and of the categorical dissimilarity. */
  position: number;
  category: number;
  /** Cost of a unit that has no partner. */
  empty: number;
};

/** Units of different raters, at most one each, and how much less they cost together than alone. */
type Group = { members: number[]; gain: number };

/** Where joining costs as much as parting, units are joined: the fewest groups of equal disorder. */
const JOIN = 1e-9;
/** Steps of the search after which a knot of overlapping units is settled by the best alignment found so far. */
const MAX_STEPS = 200_000;
/** Groups kept per leading unit; beyond it a text is so densely marked that only the search limit would tell. */
const MAX_GROUPS = 20_000;

/**
 * The alignment of several raters' units with the least disorder.
 *
 * Source: Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41, 437-479: dissimilarities of section 4.3
 * (sporadic position, category), disorder of a unitary alignment as the mean over pairs of raters (4.4.1). Solved
 * exactly: only groups cheaper than their units alone matter (5.1.1), these fall apart into small knots, and each
 * knot is searched by branch and bound.
 *
 * @returns the sum of the disorders of its unitary alignments, their number, and whether the search was complete.
 */
export function bestAlignment(
  raters: readonly (readonly SpanUnit[])[],
  costs: AlignmentCosts,
): { disorder: number; alignments: number; exact: boolean } {
  const units = raters.flatMap((list, rater) => list.map((unit) => ({ ...unit, rater })));
  units.sort((a, b) => a.start - b.start || a.end - b.end || a.rater - b.rater);
  const { groups, complete } = usefulGroups(units, raters.length, costs);
  let disorder = units.length * costs.empty;
  let alignments = units.length;
  let exact = complete;
  for (const knot of knots(groups, units.length)) {
    const found = search(knot);
    disorder -= found.gain - JOIN * found.joined;
    alignments -= found.joined;
    exact &&= found.exact;
  }
  return { disorder, alignments, exact };
}

/** Squared relative displacement plus difference of category, weighted (equations 4 and 6 of the paper). */
export function dissimilarity(a: SpanUnit, b: SpanUnit, costs: AlignmentCosts): number {
  const moved = (Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + b.end - b.start);
  return (costs.position * moved * moved + (a.label === b.label ? 0 : costs.category)) * costs.empty;
}

/** Groups of units of different raters that cost less together than alone; gain is the difference. */
function usefulGroups(
  units: readonly (SpanUnit & { rater: number })[],
  raters: number,
  costs: AlignmentCosts,
) {
  const pairs = (raters * (raters - 1)) / 2;
  // A unit whose distance to one partner alone exceeds this is better left out of any group.
  const reach = (raters - 1 + pairs) * costs.empty;
  const near: { with: number; cost: number }[][] = units.map((unit, i) => {
    const list: { with: number; cost: number }[] = [];
    for (let j = i + 1; j < units.length; j++) {
      if (units[j]!.rater === unit.rater) continue;
      const cost = dissimilarity(unit, units[j]!, costs);
      if (cost <= reach) list.push({ with: j, cost });
    }
    return list;
  });
  const groups: Group[] = [];
  let complete = true;
  const grow = (members: number[], cost: number, used: number, limit: number) => {
    const size = members.length;
    // Pairs with an absent rater cost as much as a unit alone.
    const total = cost + (pairs - (size * (size - 1)) / 2) * costs.empty;
    const gain = size * costs.empty - total / pairs;
    if (size > 1 && gain + JOIN > 0) groups.push({ members: [...members], gain: gain + JOIN * (size - 1) });
    if (groups.length > limit) {
      complete = false;
      return;
    }
    for (const { with: next } of near[members[0]!]!) {
      if (next <= members[size - 1]! || used & (1 << units[next]!.rater)) continue;
      let more = 0;
      for (const member of members) {
        const found = near[member]!.find((n) => n.with === next);
        more = found ? more + found.cost : Number.POSITIVE_INFINITY;
      }
      if (more <= size * reach) {
        grow([...members, next], cost + more, used | (1 << units[next]!.rater), limit);
      }
    }
  };
  for (let i = 0; i < units.length; i++) grow([i], 0, 1 << units[i]!.rater, groups.length + MAX_GROUPS);
  return { groups, complete };
}

/** Groups that share units, directly or through others, kept together. */
function knots(groups: readonly Group[], units: number): Group[][] {
  const parent = Int32Array.from({ length: units }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const { members } of groups) for (const m of members) parent[root(m)] = root(members[0]!);
  const found = new Map<number, Group[]>();
  for (const group of groups) {
    const key = root(group.members[0]!);
    const list = found.get(key);
    if (list) list.push(group);
    else found.set(key, [group]);
  }
  return [...found.values()];
}

/** The disjoint groups of largest total gain: branch and bound over the units in order. */
function search(knot: readonly Group[]): { gain: number; joined: number; exact: boolean } {
  const members = [...new Set(knot.flatMap((group) => group.members))].sort((a, b) => a - b);
  const place = new Map(members.map((unit, i) => [unit, i]));
  const groups = knot
    .map(({ members: own, gain }) => ({ at: own.map((unit) => place.get(unit)!), gain }))
    .sort((a, b) => b.gain - a.gain);
  const starting = members.map((_, i) => groups.filter(({ at }) => at[0] === i));
  // No unit can gain more than its best share of any group: what is left to win from unit i on.
  const share = new Float64Array(members.length);
  for (const { at, gain } of groups) for (const i of at) share[i] = Math.max(share[i]!, gain / at.length);
  const taken = new Uint8Array(members.length);
  let best = { gain: 0, joined: 0 };
  let steps = 0;
  const visit = (i: number, gain: number, joined: number, hope: number) => {
    if (++steps > MAX_STEPS) return;
    if (gain > best.gain) best = { gain, joined };
    if (i === members.length || gain + hope <= best.gain + 1e-12) return;
    if (taken[i]) {
      visit(i + 1, gain, joined, hope);
      return;
    }
    for (const group of starting[i]!) {
      if (group.at.some((k) => taken[k])) continue;
      let rest = hope;
      for (const k of group.at) {
        taken[k] = 1;
        rest -= share[k]!;
      }
      visit(i + 1, gain + group.gain, joined + group.at.length - 1, rest);
      for (const k of group.at) taken[k] = 0;
    }
    visit(i + 1, gain, joined, hope - share[i]!);
  };
  visit(
    0,
    0,
    0,
    share.reduce((sum, s) => sum + s, 0),
  );
  return { ...best, exact: steps <= MAX_STEPS };
}
