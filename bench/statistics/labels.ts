import { writeFileSync } from "node:fs";
import { createRandom, type Label } from "../../src/stats/index.ts";

/**
 * Five labels for each item from 500 raters of skill .5 to .9, in five classes: rows as a project holds them, grouped
 * by item or in random order.
 */
export function makeLabels(count: number, order: "by item" | "random"): Label<number>[] {
  const random = createRandom(11);
  const raters = 500;
  const skill = Array.from({ length: raters }, () => 0.5 + 0.4 * random.uniform());
  const rows: Label<number>[] = [];
  for (let u = 0; u < count / 5; u++) {
    const truth = 1 + random.integer(5);
    const first = random.integer(raters);
    for (let k = 0; k < 5; k++) {
      const r = (first + 97 * k) % raters;
      const value = random.uniform() < skill[r]! ? truth : 1 + random.integer(5);
      rows.push({ item: `task-${u}`, rater: `rater-${r}`, value });
    }
  }
  if (order === "random") {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [rows[i], rows[j]] = [rows[j]!, rows[i]!];
    }
  }
  return rows;
}

/** The same labels for the peers: items, raters and values as three runs of 32-bit numbers. */
export function writeColumns(file: string, rows: readonly Label<number>[]): void {
  const columns = new Int32Array(3 * rows.length);
  rows.forEach(({ item, rater, value }, i) => {
    columns[i] = Number(item.slice(5));
    columns[rows.length + i] = Number(rater.slice(6));
    columns[2 * rows.length + i] = value;
  });
  writeFileSync(file, columns);
}
