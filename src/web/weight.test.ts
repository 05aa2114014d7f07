import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contract } from "#contract/index.ts";

const FOLDER = process.env.WEB_FOLDER ?? "dist/web";
const MOST_BYTES = 170_000;
/** What the trainer's route is entered by, and what a first piece of work always asks for: its texts are Markdown. */
const ENTRIES = ["index.html", "features/work/work-page.tsx", "kinds/markdown-rendered.tsx"];
/** The parts of the contract that the frame and the work page use; accounts tell of keys. */
const USED = ["accounts", "forms", "keys", "projects", "work"];

type Manifest = Record<string, { file: string; imports?: string[] }>;

/** What the draft of a guide is edited with. */
const EDITOR_ENTRIES = [
  "index.html",
  "features/guides/guide-page.tsx",
  "features/guides/formatted/formatted-text.tsx",
  "kinds/markdown-rendered.tsx",
];
const EDITOR_MOST_BYTES = 350_000;

/** The scripts that are loaded before what is entered by `entries` is there. */
function scriptsOfRoute(entries = ENTRIES): string[] {
  const manifest = JSON.parse(readFileSync(join(FOLDER, ".vite/manifest.json"), "utf8")) as Manifest;
  const files = new Set(["boot.js"]);
  const add = (name: string): void => {
    const chunk = manifest[name]!;
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const entry of entries) add(entry);
  return [...files].map((file) => join(FOLDER, file));
}

/** What crosses the wire: small files are not compressed. */
function weightOf(file: string): number {
  return (statSync(`${file}.br`, { throwIfNoEntry: false }) ?? statSync(file)).size;
}

const weigh = (files: string[]) => files.reduce((sum, file) => sum + weightOf(file), 0);

test("the trainer's route weighs at most 170 KB of script", () => {
  const weight = weigh(scriptsOfRoute());
  expect(weight).toBeLessThanOrEqual(MOST_BYTES);
  expect(weight).toBeGreaterThan(MOST_BYTES / 2);
});

test("a guide's editor weighs at most 350 KB of script, with what formats its texts", () => {
  const weight = weigh(scriptsOfRoute(EDITOR_ENTRIES));
  expect(weight).toBeLessThanOrEqual(EDITOR_MOST_BYTES);
  expect(weight).toBeGreaterThan(EDITOR_MOST_BYTES / 2);
});

test("the trainer's route brings the part of the contract that it uses, and no other", () => {
  const script = scriptsOfRoute()
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const says = (path: string) => ['"', "'", "`"].some((quote) => script.includes(path + quote));
  const brought = Object.entries(contract).filter(([, group]) =>
    Object.values(group).some(({ path }) => says(path)),
  );
  expect(brought.map(([name]) => name).sort()).toEqual(USED);
});
