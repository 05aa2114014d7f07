import { probabilities } from "./bradley-terry-fit.ts";
import { connectedParts, type Edges, reach, strongComponents } from "./comparison-graph.ts";
import type { Cells } from "./pair-counts.ts";

/**
 * Why a strength is what it is. `estimated`: finite. `only wins` / `only losses`, `above` / `below`: the likelihood
 * grows without end as the strength goes to ±infinity, because the item never lost (won), or because no chain of
 * wins leads back to it (from it). `undetermined`: it hangs on an item of infinite strength only.
 */
export type StrengthStatus = "estimated" | "only wins" | "only losses" | "above" | "below" | "undetermined";

export type Separation = {
  part: Int32Array;
  parts: number;
  status: StrengthStatus[];
};

/**
 * Sorts the items of each connected part into those whose strengths have a finite estimate together (the core) and
 * the rest. Exact for models without order and tie parameters (Ford 1957). The core is the largest group in which
 * everyone can be reached from everyone by a chain of wins or ties, or the group of `anchor` where one is given.
 *
 * @param penalised with a penalty every strength is finite, and only parts are found.
 */
export function separate(size: number, cells: Cells, penalised: boolean, anchor: number): Separation {
  const edges = winEdges(size, cells);
  const { part, parts } = connectedParts(edges);
  const status: StrengthStatus[] = new Array(size).fill("estimated");
  if (penalised) return { part, parts, status };
  const { component, components } = strongComponents(edges);
  if (components === parts) return { part, parts, status };

  const core = chooseCores(size, cells, part, parts, component, components, anchor);
  const inCore = Uint8Array.from(component, (group, i) => (core[part[i]!] === group ? 1 : 0));
  const below = reach(edges, inCore);
  const above = reach({ size, from: edges.to, to: edges.from }, inCore);
  const wins = new Uint8Array(size);
  const losses = new Uint8Array(size);
  for (let e = 0; e < edges.from.length; e++) {
    wins[edges.from[e]!] = 1;
    losses[edges.to[e]!] = 1;
  }
  for (let i = 0; i < size; i++) {
    if (inCore[i]) continue;
    if (above[i]) status[i] = losses[i] ? "above" : "only wins";
    else if (below[i]) status[i] = wins[i] ? "below" : "only losses";
    else status[i] = "undetermined";
  }
  return { part, parts, status };
}

/** Winner → loser; a tie leads both ways. */
function winEdges(size: number, { first, second, winsFirst, winsSecond, ties }: Cells): Edges {
  const from = new Int32Array(2 * first.length);
  const to = new Int32Array(2 * first.length);
  let edges = 0;
  for (let c = 0; c < first.length; c++) {
    if (winsFirst[c]! + ties[c]! > 0) {
      from[edges] = first[c]!;
      to[edges++] = second[c]!;
    }
    if (winsSecond[c]! + ties[c]! > 0) {
      from[edges] = second[c]!;
      to[edges++] = first[c]!;
    }
  }
  return { size, from: from.subarray(0, edges), to: to.subarray(0, edges) };
}

function chooseCores(
  size: number,
  { first, second, winsFirst, winsSecond, ties }: Cells,
  part: Int32Array,
  parts: number,
  component: Int32Array,
  components: number,
  anchor: number,
): Int32Array {
  const members = new Float64Array(components);
  const votes = new Float64Array(components);
  for (let i = 0; i < size; i++) members[component[i]!] = members[component[i]!]! + 1;
  for (let c = 0; c < first.length; c++) {
    const n = winsFirst[c]! + winsSecond[c]! + ties[c]!;
    for (const i of [first[c]!, second[c]!]) votes[component[i]!] = votes[component[i]!]! + n;
  }
  const core = new Int32Array(parts).fill(-1);
  for (let i = 0; i < size; i++) {
    const group = component[i]!;
    const best = core[part[i]!]!;
    const better =
      best === -1 ||
      members[group]! > members[best]! ||
      (members[group] === members[best] && votes[group]! > votes[best]!);
    if (better) core[part[i]!] = group;
  }
  if (anchor >= 0) core[part[anchor]!] = component[anchor]!;
  return core;
}

/**
 * How far the strength of an item that only won (or only lost) against the core may lie on the near side: where
 * twice the log-likelihood of its comparisons falls by `drop` from its supremum, the core held at its estimates.
 */
export function finiteBound(
  item: number,
  won: boolean,
  cells: Cells,
  strengths: Float64Array,
  extras: { order: number; logTie: number },
  drop: number,
): number {
  const log = (x: number) => {
    let sum = 0;
    for (let c = 0; c < cells.first.length; c++) {
      const isFirst = cells.first[c] === item;
      if (!isFirst && cells.second[c] !== item) continue;
      const other = strengths[isFirst ? cells.second[c]! : cells.first[c]!]!;
      if (!Number.isFinite(other)) continue;
      const votes = cells.winsFirst[c]! + cells.winsSecond[c]!;
      const { pa, pb } = probabilities(isFirst ? x - other : other - x, extras.order, extras.logTie);
      sum += votes * Math.log(isFirst === won ? pa : pb);
    }
    return sum;
  };
  const sign = won ? 1 : -1;
  const goal = -drop / 2;
  if (log(0) === 0) return -sign * Number.POSITIVE_INFINITY;
  let inside = 0;
  let outside = 0;
  while (log(inside) < goal) inside += sign * 4;
  while (log(outside) > goal && Math.abs(outside) < 1e6) outside -= sign * 4;
  for (let i = 0; i < 100; i++) {
    const middle = (inside + outside) / 2;
    if (log(middle) < goal) outside = middle;
    else inside = middle;
  }
  return outside;
}
