import { expect, test } from "vitest";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { type LocalStore, memoryStore } from "./local-store.ts";
import { type Letter, Outbox } from "./outbox.ts";

const offline = () => new ConnectionError(null);
const refusal = (status: number, code = "no") => new ApiError(status, { code, message: code });

/** An outbox whose server answers by a script and whose clock stands still until told. */
function build(script: (unknown | Error)[] = [], store: LocalStore = memoryStore()) {
  const sent: Letter<string>[] = [];
  const timers: (() => void)[] = [];
  const outbox = new Outbox<string>({
    store,
    person: "p",
    now: () => 1000,
    later: (run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
    send: async (letter) => {
      sent.push(letter);
      const answer = script.shift() ?? "done";
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { outbox, store, sent, timers, texts: () => sent.map((letter) => letter.errand) };
}

test("letters go in the order in which they were posted, each until it is answered", async () => {
  const { outbox, texts, timers, sent } = build([offline(), refusal(503)]);
  await Promise.all([outbox.post("one"), outbox.post("two")]);
  await outbox.drain();
  expect(outbox.snapshot()).toMatchObject({ reachable: false });
  await outbox.drain();
  expect(timers).toHaveLength(1);
  await outbox.drain();
  expect(texts()).toEqual(["one", "one", "one", "two"]);
  expect(new Set(sent.map((letter) => letter.id)).size).toBe(2);
  expect(outbox.snapshot()).toMatchObject({ waiting: [], refused: [], reachable: true });
});

test("a reload in the middle sends the same letter under the same key", async () => {
  const before = build([offline()]);
  await before.outbox.post("one");
  await before.outbox.drain();
  const after = build([], before.store);
  await after.outbox.drain();
  expect(after.sent[0]?.id).toBe(before.sent[0]?.id);
  expect(await after.store.entries("outbox/")).toEqual([]);
});

test("a refused letter is kept for the person and holds nobody else up", async () => {
  const { outbox, texts } = build([refusal(422, "incomplete")]);
  const settled: unknown[] = [];
  outbox.onSettled((letter, outcome) => settled.push([letter.errand, "problem" in outcome]));
  const first = await outbox.post("bad");
  await outbox.post("good");
  await outbox.drain();
  expect(texts()).toEqual(["bad", "good"]);
  expect(settled).toEqual([
    ["bad", true],
    ["good", false],
  ]);
  expect(outbox.snapshot().refused).toMatchObject([{ errand: "bad", refused: { code: "incomplete" } }]);
  expect(await outbox.remove(first.id)).toBe(true);
  expect(outbox.snapshot().refused).toEqual([]);
});

test("who is signed out is asked to sign in, and nothing is lost meanwhile", async () => {
  const { outbox } = build([refusal(401)]);
  await outbox.post("one");
  await outbox.drain();
  expect(outbox.snapshot()).toMatchObject({ signedOut: true, waiting: [{ errand: "one" }] });
  await outbox.drain();
  expect(outbox.snapshot()).toMatchObject({ signedOut: false, waiting: [] });
});

test("a letter that was never tried can be taken back, one whose fate is unknown cannot", async () => {
  const { outbox, texts } = build([offline(), offline()]);
  const tried = await outbox.post("tried");
  await outbox.drain();
  const fresh = await outbox.post("fresh");
  await outbox.drain();
  expect(await outbox.remove(tried.id)).toBe(false);
  expect(await outbox.remove(fresh.id)).toBe(true);
  await outbox.drain();
  expect(texts()).toEqual(["tried", "tried", "tried"]);
});

test("another person at the same browser sends nobody else's letters", async () => {
  const { outbox, store } = build([offline()]);
  await outbox.post("mine");
  await outbox.drain();
  const other = new Outbox<string>({
    store,
    person: "q",
    now: () => 1,
    later: () => () => undefined,
    send: () => Promise.reject(new Error("sent")),
  });
  await other.drain();
  expect(other.snapshot().waiting).toEqual([]);
});
