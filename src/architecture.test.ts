import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom. Read it top to bottom: arrows only point up. */
const ALLOWED: Record<string, string[]> = {
  content: [],
  stats: [],
  kinds: ["content"],
  workflow: ["content"],
  models: ["content"],
  storage: ["content"],
  checks: ["content", "kinds", "stats", "models"],
  contract: ["content", "kinds", "workflow"], // and schema.ts of checks, formats, models, storage
  formats: ["content", "kinds", "contract"],
  sdk: ["contract"],
  cli: ["contract", "sdk", "stats"], // serve, doctor, backup, restore: server/main.ts
  web: ["content", "kinds", "workflow", "contract", "sdk", "stats"],
  server: ["content", "kinds", "stats", "storage", "models", "workflow", "contract", "checks", "formats"],
};
const MAX_LINES = 400;

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
  (f) => /\.tsx?$/.test(f) && f.includes(sep),
);
const moduleOf = (path: string) => path.split(sep)[0]!;
const imports = (file: string, text: string) =>
  [...text.matchAll(/(?:from|import\()\s*"([#.][^"]+)"/g)].map(([, to]) =>
    to!.startsWith("#") ? to!.slice(1) : normalize(join(dirname(file), to!)),
  );

test.each(files)("%s", (file) => {
  const text = readFileSync(join("src", file), "utf8");
  const from = moduleOf(file);
  expect(ALLOWED, `unknown module ${from}`).toHaveProperty(from);
  if (!/\.(test|case)\./.test(file)) {
    for (const to of imports(file, text)) {
      if (moduleOf(to) !== from) expect(ALLOWED[from], `${file} imports ${to}`).toContain(moduleOf(to));
    }
    expect(text.split("\n").length, "too long: split it").toBeLessThanOrEqual(MAX_LINES);
  }
});
