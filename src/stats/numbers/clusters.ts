export type Clusters = {
  join: (i: number, j: number) => void;
  same: (i: number, j: number) => boolean;
  root: (i: number) => number;
  /** The groups of two and more, each ascending, by their first item. */
  groups: () => number[][];
};

/** Disjoint sets (Tarjan 1975); the root of a set is its smallest item. */
export function createClusters(count: number): Clusters {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const root = (start: number) => {
    let i = start;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  const join = (i: number, j: number) => {
    const [x, y] = [root(i), root(j)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  const groups = () => {
    const members = new Map<number, number[]>();
    for (let i = 0; i < count; i++) {
      const top = root(i);
      const group = members.get(top);
      if (group) group.push(i);
      else members.set(top, [i]);
    }
    return [...members.values()].filter((group) => group.length > 1);
  };
  return { join, same: (i, j) => root(i) === root(j), root, groups };
}
