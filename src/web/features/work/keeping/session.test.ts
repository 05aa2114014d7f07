import { expect, test } from "vitest";
import { ApiError, type Client } from "#sdk/index.ts";
import { deliver, type Errand } from "./errands.ts";
import { fakeServer } from "./fake-server.case.ts";
import { keptWork } from "./held.ts";
import { type LocalStore, memoryStore } from "./local-store.ts";
import { Outbox } from "./outbox.ts";
import { WorkSession } from "./session.ts";

/** A tab over a server and a browser's storage; its clock stands still and its timers run when told. */
function openTab(server: ReturnType<typeof fakeServer>, store: LocalStore = memoryStore()) {
  const timers = new Set<() => void>();
  const later = (run: () => void) => {
    timers.add(run);
    return () => void timers.delete(run);
  };
  const notes: string[] = [];
  const send = (letter: Parameters<typeof deliver>[1]) => deliver(server.api.work as Client["work"], letter);
  const outbox = new Outbox<Errand>({ store, person: "me", now: () => 0, later, send });
  const session = new WorkSession({
    project: "p",
    api: server.api,
    kept: keptWork(store, "me", "p"),
    outbox,
    now: () => 0,
    later,
    tell: () => undefined,
    notify: (what) => notes.push(what),
  });
  return {
    session,
    outbox,
    store,
    notes,
    current: () => session.snapshot().current?.assignment.id,
    ahead: () => session.snapshot().ahead?.assignment.id,
    /** Lets everything that is under way come to rest. */
    async settle() {
      for (let i = 0; i < 60; i++) await Promise.resolve();
    },
    async fireTimers() {
      for (const run of [...timers]) {
        timers.delete(run);
        run();
      }
      await this.settle();
    },
  };
}

async function startTab(count = 5) {
  const server = fakeServer(count);
  const tab = openTab(server);
  await tab.session.start();
  await tab.settle();
  return { server, tab };
}

test("the next piece is here before this one is sent, and shown while the sending is still under way", async () => {
  const { server, tab } = await startTab();
  expect([tab.current(), tab.ahead()]).toEqual(["a1", "a2"]);
  let open: () => void = () => undefined;
  server.gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  tab.session.answer({ answer: "one" });
  const sending = tab.session.submit();
  expect(tab.current()).toBe("a2");
  await tab.settle();
  expect(server.find("a1").submitted).toBeNull();
  open();
  await sending;
  await tab.settle();
  expect(server.find("a1").submitted).toEqual({ answer: "one" });
  expect(tab.ahead()).toBe("a3");
  const submitted = server.log.indexOf("submit a1");
  expect(server.log.indexOf("claim ahead", submitted)).toBeGreaterThan(submitted);
});

test("offline one goes on with what is here; all of it is sent in order when the connection is back", async () => {
  const { server, tab } = await startTab();
  server.reachable = false;
  for (const answer of ["one", "two"]) {
    tab.session.answer({ answer });
    await tab.session.submit();
    await tab.settle();
  }
  expect(tab.session.snapshot()).toMatchObject({ phase: "unreachable", current: null, done: 2 });
  expect(tab.outbox.snapshot().waiting.map((letter) => letter.errand.assignment)).toEqual(["a1", "a2"]);
  server.reachable = true;
  server.log = [];
  await tab.fireTimers();
  await tab.settle();
  expect(server.log.slice(0, 3)).toEqual(["submit a1", "submit a2", "claim"]);
  expect(tab.current()).toBe("a3");
});

test("a reload, a crash or a day offline brings the unsaved text back and saves it", async () => {
  const { server, tab } = await startTab();
  server.reachable = false;
  tab.session.answer({ answer: "not yet saved" });
  await tab.settle();
  server.find("a1").held = false;
  server.reachable = true;

  const reloaded = openTab(server, tab.store);
  await reloaded.session.start();
  await reloaded.settle();
  expect(reloaded.session.snapshot()).toMatchObject({
    lost: true,
    current: { body: { answer: "not yet saved" } },
  });
  await reloaded.fireTimers();
  expect(server.find("a1").draft?.body).toEqual({ answer: "not yet saved" });
  await reloaded.session.submit();
  await reloaded.settle();
  expect(server.find("a1").submitted).toEqual({ answer: "not yet saved" });
});

test("a submit is taken back with its text, and what was on the screen waits behind it", async () => {
  const { server, tab } = await startTab();
  tab.session.answer({ answer: "too early" });
  await tab.session.submit();
  await tab.settle();
  tab.session.answer({ answer: "begun" });
  await tab.session.takeBack();
  await tab.settle();
  expect([tab.current(), tab.ahead()]).toEqual(["a1", "a2"]);
  expect(tab.session.snapshot().current?.body).toEqual({ answer: "too early" });
  expect(server.log).toContain("release a3");
  await tab.session.submit();
  await tab.settle();
  expect(tab.current()).toBe("a2");
  expect(tab.session.snapshot().current?.body).toEqual({ answer: "begun" });
});

test("offline a submit is taken back out of the outbox, and the server never hears of it", async () => {
  const { server, tab } = await startTab();
  server.reachable = false;
  await tab.session.submit();
  await tab.settle();
  tab.session.answer({ answer: "second" });
  await tab.session.submit();
  await tab.settle();
  await tab.session.takeBack();
  await tab.settle();
  expect(tab.current()).toBe("a2");
  server.reachable = true;
  await tab.fireTimers();
  expect(server.find("a2").submitted).toBeNull();
  expect(server.find("a1").submitted).not.toBeNull();
});

test("preloaded work that went to somebody else is replaced unseen; begun work is kept and said to be late", async () => {
  const { server, tab } = await startTab();
  server.find("a2").held = false;
  server.find("a2").submitted = { answer: "somebody else's" };
  await tab.session.submit();
  await tab.settle();
  expect(tab.current()).toBe("a3");
  tab.session.answer({ answer: "begun" });
  server.find("a3").held = false;
  await tab.fireTimers();
  expect(tab.session.snapshot()).toMatchObject({ lost: true, current: { body: { answer: "begun" } } });
});

/** A draft that is on its way when the answer is submitted: the submit waits for it. Returns what lets it arrive. */
async function saveSlowly({ server, tab }: Awaited<ReturnType<typeof startTab>>) {
  let arrive: () => void = () => undefined;
  server.gate = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  tab.session.answer({ answer: "mine" });
  await tab.fireTimers();
  server.gate = Promise.resolve();
  return arrive;
}

test("what was submitted is not handed over again while it is still on its way to the outbox", async () => {
  const { server, tab } = await startTab(1);
  const arrive = await saveSlowly({ server, tab });
  void tab.session.prepare(); // finds nothing, and the next piece is asked for at once
  const sending = tab.session.submit();
  await tab.settle();
  expect(tab.current()).toBeUndefined();
  arrive();
  await sending;
  await tab.settle();
  expect(tab.session.snapshot()).toMatchObject({ phase: "empty", current: null });
  expect(server.log.slice(-2)).toEqual(["submit a1", "claim"]);
});

test("nor is it preloaded behind the piece that follows", async () => {
  const { server, tab } = await startTab(2);
  const arrive = await saveSlowly({ server, tab });
  const sending = tab.session.submit();
  await tab.session.prepare();
  expect([tab.current(), tab.ahead()]).toEqual(["a2", undefined]);
  arrive();
  await sending;
  await tab.settle();
  expect([tab.current(), tab.ahead()]).toEqual(["a2", undefined]);
});

test("when all is done it says so", async () => {
  const { tab } = await startTab(1);
  await tab.session.submit();
  await tab.settle();
  expect(tab.session.snapshot()).toMatchObject({
    phase: "empty",
    reason: "none-left",
    current: null,
    done: 1,
  });
});

test("leaving gives the preloaded piece back and sends what is unsaved", async () => {
  const { server, tab } = await startTab();
  tab.session.answer({ answer: "half" });
  await tab.session.stop();
  await tab.settle();
  expect(server.find("a2").held).toBe(false);
  expect(server.find("a1").draft?.body).toEqual({ answer: "half" });
});

test("leaving keeps returned work with its author", async () => {
  const server = fakeServer(2);
  server.find("a2").returned = { reason: "Too short", at: "now", previous: {}, fixed: null, rules: [] };
  const tab = openTab(server);
  await tab.session.start();
  await tab.settle();
  expect(tab.ahead()).toBe("a2");
  await tab.session.stop();
  await tab.settle();
  expect(server.find("a2").held).toBe(true);
});

test("a server that fails for a moment is asked again, and one that refuses is not", async () => {
  const server = fakeServer(1);
  const tab = openTab(server);
  const failWith = (status: number) => {
    server.failure = new ApiError(status, { code: "unavailable", message: "Try again in a moment." });
  };
  failWith(503);
  await tab.session.start();
  await tab.settle();
  expect(tab.session.snapshot().phase).toBe("failed");
  server.failure = null;
  await tab.fireTimers();
  expect(tab.current()).toBe("a1");

  failWith(403);
  await tab.session.submit();
  await tab.settle();
  expect(tab.session.snapshot().phase).toBe("failed");
  server.failure = null;
  await tab.fireTimers();
  expect(tab.session.snapshot().phase).toBe("failed");
});
