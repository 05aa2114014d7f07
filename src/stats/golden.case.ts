import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.GOLDEN_DIR ?? "../shared/golden";

/** For `test.skipIf`: true where the folder of golden data is absent. */
export const noGoldenData = !existsSync(folder);
if (noGoldenData) console.warn("skipped: no golden data");

export const readGolden = (path: string): string => readFileSync(join(folder, path), "utf8");
