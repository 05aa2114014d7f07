import { expect, test } from "vitest";
import { LeaseKeeper } from "./lease-keeper.ts";

const at = (ms: number) => new Date(ms).toISOString();

/** A keeper whose clock is set by hand and whose renewals are answered by hand. */
function openKeeper() {
  let run: () => void = () => undefined;
  const clock = { now: 0 };
  const asked: { assignment: string; answer: (until: number) => void }[] = [];
  const keeper = new LeaseKeeper({
    now: () => clock.now,
    later: (next) => {
      run = next;
      return () => undefined;
    },
    renew: (assignment) =>
      new Promise((resolve) =>
        asked.push({ assignment, answer: (until) => resolve({ leaseUntil: at(until) }) }),
      ),
    onLost: () => undefined,
  });
  return { keeper, clock, asked, tick: () => run() };
}

test("a renewal of the work before says nothing of this one, and keeps it from nothing", async () => {
  const { keeper, clock, asked, tick } = openKeeper();
  keeper.hold("before", at(20_000));
  clock.now = 10_000;
  tick();
  keeper.hold("now", at(clock.now + 30_000), true);
  expect(asked.map(({ assignment }) => assignment)).toEqual(["before", "now"]);
  asked[1]!.answer(clock.now + 60_000);
  await Promise.resolve();
  clock.now = 19_000;
  asked[0]!.answer(clock.now + 600_000);
  await Promise.resolve();
  clock.now = 20_000;
  tick();
  expect(asked.at(-1)!.assignment).toBe("now");
  expect(asked).toHaveLength(3);
});

test("a lease is renewed while its holder is active, and soon after that no more", async () => {
  const { keeper, clock, asked, tick } = openKeeper();
  keeper.hold("mine", at(600_000));
  for (let minute = 1; minute <= 10; minute++) {
    clock.now = minute * 60_000;
    if (minute <= 3) keeper.active();
    tick();
    asked.at(-1)?.answer(clock.now + 600_000);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(asked).toHaveLength(4); // three active minutes, and one more before the person counts as idle
});
