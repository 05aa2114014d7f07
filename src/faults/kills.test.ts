import { expect, test } from "vitest";
import { runKills } from "./run-kills.ts";

test("40 kills of the server and its database lose nothing and double nothing", {
  timeout: 300_000,
}, async () => {
  const report = await runKills({
    kills: 40,
    people: 8,
    items: 3_000,
    between: 10,
    bin: null,
    random: Math.random,
  });
  expect(report.violations).toEqual([]);
  expect(report.acknowledged).toBeGreaterThanOrEqual(400);
});
