import { expect, test } from "vitest";
import { paceOf, shareOf } from "./estimates.ts";

test("under five days with work a pace has no interval, however many days have passed", () => {
  const four = paceOf([3, 0, 5, 0, 0, 4, 4, 0], 40);
  expect(four).toMatchObject({ value: 2, low: null, high: null, method: null, daysLeft: 20, n: 8 });
});

test("from five days on, Student's interval on the daily counts", () => {
  // mean 5, s = 1.5811, t(4, 0.975) = 2.7764: 5 ± 1.9632
  const pace = paceOf([3, 4, 5, 6, 7], 50);
  expect(pace).toMatchObject({ value: 5, daysLeft: 10, method: "t on daily counts" });
  expect(pace.low).toBeCloseTo(3.0368, 3);
  expect(pace.high).toBeCloseTo(6.9632, 3);
});

test("nothing done, nothing left and no decisions are not divided by", () => {
  expect(paceOf([], 10)).toMatchObject({ value: null, daysLeft: null });
  expect(paceOf([0, 0], 10).daysLeft).toBeNull();
  expect(paceOf([2, 2], 0).daysLeft).toBe(0);
  expect(shareOf(0, 0)).toMatchObject({ value: null, low: null });
});

test("a share carries Wilson's interval", () => {
  const share = shareOf(9, 10); // Wilson 95 %: 0.5958 to 0.9821
  expect(share.low).toBeCloseTo(0.5958, 3);
  expect(share.high).toBeCloseTo(0.9821, 3);
});
