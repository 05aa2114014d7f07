import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { events } from "./events.ts";

/** Kinds of events that a file's SQL writes or looks for and the table does not have. */
function unknownKinds(text: string): string[] {
  if (!/\b(into|from|join) event\b/.test(text)) return [];
  return [...text.matchAll(/'([a-z]+\.(?!json')[a-z-]+)'/g)]
    .map(([, kind]) => kind!)
    .filter((kind) => !(kind in events));
}

test("events that SQL writes or reads are in the table", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!\.test)\.(ts|sql)$/.test(path),
  );
  expect(files.flatMap((path) => unknownKinds(readFileSync(join("src", path), "utf8")))).toEqual([]);
  expect(unknownKinds("insert into event (kind) values ('slot.claimd')")).toEqual(["slot.claimd"]);
});
