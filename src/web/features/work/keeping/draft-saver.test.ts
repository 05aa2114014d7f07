import { expect, test, vi } from "vitest";
import type { Draft } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { DraftSaver, type KeptDraft } from "./draft-saver.ts";
import { mergeDrafts } from "./merge-drafts.ts";

/** A server that keeps one draft and refuses a save on top of an old version, as the real one does. */
function buildServer() {
  const server = {
    draft: { rev: 0, body: {}, savedAt: "t0" } as Draft,
    reachable: true,
    saves: 0,
    async save(body: AnswerBody, rev: number) {
      if (!server.reachable) throw new ConnectionError(null);
      if (rev !== server.draft.rev) {
        const detail = { stored: server.draft };
        throw new ApiError(409, { code: "draft_conflict", message: "newer", detail });
      }
      server.saves++;
      server.draft = { rev: rev + 1, body, savedAt: `t${rev + 1}` };
      return { ...server.draft, leaseUntil: null };
    },
  };
  return server;
}

function open(
  server: ReturnType<typeof buildServer>,
  start: AnswerBody = server.draft.body,
  left?: KeptDraft,
) {
  const timers: { run: () => void; ms: number }[] = [];
  const kept: KeptDraft[] = [];
  const tab = {
    timers,
    kept,
    shown: start,
    saver: new DraftSaver(
      { body: start, base: server.draft.body, rev: server.draft.rev, savedAt: null, ...left },
      {
        save: (body, rev) => server.save(body, rev),
        keep: (draft) => void kept.push(draft),
        onMerged: (body) => {
          tab.shown = body;
        },
        onSaved: vi.fn(),
        later: (run, ms) => {
          const timer = { run, ms };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer), 1);
        },
      },
    ),
    state: () => tab.saver.snapshot().state,
  };
  return tab;
}

test("a change is kept here at once and sent within two seconds, however long the typing goes on", async () => {
  const server = buildServer();
  const tab = open(server);
  for (const text of ["a", "ab", "abc"]) tab.saver.change({ q: text });
  expect(tab.kept.at(-1)).toMatchObject({ body: { q: "abc" }, dirty: true });
  expect(tab.state()).toBe("saving");
  const waits = tab.timers.map((timer) => timer.ms);
  expect(waits).toHaveLength(2);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_500);
  await tab.saver.flush();
  expect(tab.state()).toBe("saved");
  expect(server.draft).toMatchObject({ rev: 1, body: { q: "abc" } });
  expect(server.saves).toBe(1);
});

test("offline the text stays here and goes up when the server answers again", async () => {
  const server = buildServer();
  const tab = open(server);
  server.reachable = false;
  tab.saver.change({ q: "kept" });
  await tab.saver.flush();
  expect(tab.state()).toBe("unreachable");
  expect(tab.timers).toHaveLength(1);
  server.reachable = true;
  await tab.saver.flush();
  expect(tab.state()).toBe("saved");
  expect(server.draft.body).toEqual({ q: "kept" });
});

test("what arrived although its answer was lost is no other tab's change, also after a reload", async () => {
  const server = buildServer();
  const tab = open(server);
  const save = server.save;
  server.save = async (body, rev) => {
    await save(body, rev);
    throw new ConnectionError(null);
  };
  tab.saver.change({ q: "arrived" });
  await tab.saver.flush();
  server.save = save;
  const reloaded = open(server, {}, tab.kept.at(-1));
  reloaded.saver.change({ q: "arrived, and gone on with" });
  await reloaded.saver.flush();
  await reloaded.saver.flush();
  expect(reloaded.state()).toBe("saved");
  expect(server.draft.body).toEqual({ q: "arrived, and gone on with" });
});

test("two tabs that changed different questions end up with both changes", async () => {
  const server = buildServer();
  const [one, two] = [open(server), open(server)];
  one.saver.change({ a: "from one" });
  await one.saver.flush();
  two.saver.change({ b: "from two" });
  await two.saver.flush();
  await two.saver.flush();
  expect(two.shown).toEqual({ a: "from one", b: "from two" });
  expect(server.draft.body).toEqual({ a: "from one", b: "from two" });
});

test("two tabs that changed one question differently ask the person, and neither text is lost", async () => {
  const server = buildServer();
  const [one, two] = [open(server), open(server)];
  one.saver.change({ a: "first" });
  await one.saver.flush();
  two.saver.change({ a: "second" });
  await two.saver.flush();
  expect(two.state()).toBe("conflict");
  expect(two.saver.snapshot().clashes).toEqual([{ question: "a", mine: "second", theirs: "first" }]);
  expect(server.draft.body).toEqual({ a: "first" });
  await two.saver.resolve({ a: "first, then second" });
  expect(two.state()).toBe("saved");
  expect(server.draft.body).toEqual({ a: "first, then second" });
});

test("a tab without changes of its own takes over what another tab saved", async () => {
  const server = buildServer();
  const [one, two] = [open(server), open(server)];
  one.saver.change({ a: "new" });
  await one.saver.flush();
  two.saver.heard(server.draft);
  expect(two.shown).toEqual({ a: "new" });
  two.saver.change({ a: "newer" });
  await two.saver.flush();
  expect(server.draft.body).toEqual({ a: "newer" });
});

test("a draft that a crash left behind goes up by itself", async () => {
  const server = buildServer();
  const tab = open(server, { q: "written before the crash" });
  expect(tab.state()).toBe("saving");
  await tab.saver.flush();
  expect(server.draft.body).toEqual({ q: "written before the crash" });
});

test("after submitting nothing more is saved", async () => {
  const server = buildServer();
  const tab = open(server);
  tab.saver.change({ q: "x" });
  await tab.saver.close();
  await tab.saver.flush();
  expect(server.saves).toBe(0);
});

test("what one side took away stays away, and equal changes are no clash", () => {
  expect(mergeDrafts({ a: 1, b: 2 }, { b: 2 }, { a: 1, b: 3 })).toEqual({ body: { b: 3 }, clashes: [] });
  expect(mergeDrafts({ a: 1 }, { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }).clashes).toEqual([]);
});
