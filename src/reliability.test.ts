import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every test that docs/reliability.md names exists", () => {
  const page = readFileSync("docs/reliability.md", "utf8");
  const named = [...page.matchAll(/`([^`]+\.test\.tsx?)`: "([^"]+)"/g)];
  expect(named.length).toBeGreaterThan(80);
  const missing = named.filter(
    ([, file, name]) => !existsSync(`src/${file}`) || !readFileSync(`src/${file}`, "utf8").includes(name!),
  );
  expect(missing.map(([all]) => all)).toEqual([]);
});
