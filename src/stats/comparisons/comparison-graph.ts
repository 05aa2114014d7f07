import { createClusters } from "../numbers/clusters.ts";

/*
 * Who is connected with whom. A fit has a finite answer exactly where every item of a part can be reached from every
 * other by a chain of wins (Ford 1957, American Mathematical Monthly 64).
 */

/** Directed edges between items 0 … size - 1: from[i] → to[i]. */
export type Edges = { size: number; from: Int32Array; to: Int32Array };

/** The number of the connected part of each item, direction ignored; parts are numbered by their first item. */
export function connectedParts({ size, from, to }: Edges): { part: Int32Array; parts: number } {
  const { join, root } = createClusters(size);
  for (let e = 0; e < from.length; e++) join(from[e]!, to[e]!);
  const part = new Int32Array(size).fill(-1);
  let parts = 0;
  for (let i = 0; i < size; i++) {
    const top = root(i);
    if (part[top] === -1) part[top] = parts++;
    part[i] = part[top]!;
  }
  return { part, parts };
}

/** Compressed rows: the successors of i are next[start[i]] … next[start[i + 1] - 1]. */
function successors({ size, from, to }: Edges): { start: Int32Array; next: Int32Array } {
  const start = new Int32Array(size + 1);
  for (let e = 0; e < from.length; e++) start[from[e]! + 1] = start[from[e]! + 1]! + 1;
  for (let i = 0; i < size; i++) start[i + 1] = start[i + 1]! + start[i]!;
  const fill = start.slice();
  const next = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    next[fill[from[e]!]!] = to[e]!;
    fill[from[e]!] = fill[from[e]!]! + 1;
  }
  return { start, next };
}

/**
 * The strongly connected component of each item: items of one component reach each other. Source: Tarjan 1972, SIAM
 * Journal on Computing 1, without recursion so that long chains do not exhaust the stack.
 */
export function strongComponents(edges: Edges): { component: Int32Array; components: number } {
  const { size } = edges;
  const { start, next } = successors(edges);
  const component = new Int32Array(size).fill(-1);
  const found = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const cursor = start.slice(0, size);
  const open: number[] = [];
  const path: number[] = [];
  let time = 0;
  let components = 0;
  for (let seed = 0; seed < size; seed++) {
    if (found[seed] !== -1) continue;
    path.push(seed);
    while (path.length > 0) {
      const i = path[path.length - 1]!;
      if (found[i] === -1) {
        found[i] = low[i] = time++;
        open.push(i);
      }
      if (cursor[i]! < start[i + 1]!) {
        const j = next[cursor[i]!]!;
        cursor[i] = cursor[i]! + 1;
        if (found[j] === -1) path.push(j);
        else if (component[j] === -1) low[i] = Math.min(low[i]!, found[j]!);
        continue;
      }
      path.pop();
      if (path.length > 0) {
        const above = path[path.length - 1]!;
        low[above] = Math.min(low[above]!, low[i]!);
      }
      if (low[i] !== found[i]) continue;
      let member: number;
      do {
        member = open.pop()!;
        component[member] = components;
      } while (member !== i);
      components++;
    }
  }
  return { component, components };
}

/** Marks everything that can be reached from the marked items along the edges. */
export function reach(edges: Edges, marked: Uint8Array): Uint8Array {
  const { start, next } = successors(edges);
  const reached = marked.slice();
  const stack: number[] = [];
  for (let i = 0; i < edges.size; i++) if (marked[i]) stack.push(i);
  while (stack.length > 0) {
    const i = stack.pop()!;
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = next[e]!;
      if (!reached[j]) {
        reached[j] = 1;
        stack.push(j);
      }
    }
  }
  return reached;
}
