import { expect, test } from "vitest";
import { startsInContainer } from "./starts-in-container.ts";

test("a server killed together with its database starts again at once, three times of three", {
  timeout: 300_000,
}, async () => {
  const report = await startsInContainer(3);
  expect(report).toMatchObject({ failure: null, lost: 0 });
  expect(report.recoveries).toHaveLength(3);
});
