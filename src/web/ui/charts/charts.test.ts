import { expect, test } from "vitest";
import { sizeText } from "../size-text.ts";
import { daysBetween, shortDay } from "./day-bars.tsx";

test("days run without gaps over the end of a month, a leap day and a change of clocks", () => {
  expect(daysBetween("2028-02-27", "2028-03-02")).toEqual([
    "2028-02-27",
    "2028-02-28",
    "2028-02-29",
    "2028-03-01",
    "2028-03-02",
  ]);
  expect(daysBetween("2026-03-28", "2026-03-30")).toHaveLength(3);
  expect(daysBetween("2026-11-20", "2026-11-20")).toEqual(["2026-11-20"]);
  expect(shortDay("2026-11-01")).toBe("Nov 1");
});

test("sizes are written in the unit that keeps them short", () => {
  expect([0, 1, 999, 1000, 1_234_567, 5e12].map(sizeText)).toEqual([
    "0 bytes",
    "1 byte",
    "999 bytes",
    "1 kB",
    "1.2 MB",
    "5 TB",
  ]);
});
