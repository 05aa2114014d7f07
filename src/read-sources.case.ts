import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file below `src`. */
export interface Source {
  path: string;
  text: string;
}

/** Every TypeScript file in a folder of `src`. */
export const sources: readonly Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && path.includes("/"))
  .map((path) => ({ path, text: readFileSync(join("src", path), "utf8") }));

export const moduleOf = (path: string) => path.split("/")[0]!;
export const featureOf = (path: string) => /^(server|web)\/features\/([^/]+)\//.exec(path)?.[2];
export const isTest = (path: string) => /\.(test|case)\.tsx?$/.test(path) || path.includes("/testing/");
