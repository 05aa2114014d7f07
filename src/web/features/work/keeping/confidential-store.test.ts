import { expect, test } from "vitest";
import { confidentialStore } from "./confidential-store.ts";
import { memoryStore } from "./local-store.ts";

test("a project that forbids it leaves nothing in the browser's storage, and another one all", async () => {
  const stored = memoryStore();
  const store = confidentialStore(stored);
  const keep = async (project: string, offline: "work" | "nothing") => {
    await store.set(`opened/me/${project}/a`, { assignment: { id: "a", offline } });
    await store.set(`written/me/${project}/a`, { body: {} });
    await store.set(`current/me/${project}/`, "a");
    await store.set(`outbox/me/1-${project}`, { errand: { project } });
  };
  await keep("open", "work");
  await keep("secret", "nothing");
  const names = async (of: typeof stored) => (await of.entries("")).map(([key]) => key);
  expect((await names(stored)).filter((key) => key.includes("secret"))).toEqual([]);
  expect((await names(stored)).length).toBe(4);
  expect((await names(store)).length).toBe(8);
  expect(await store.get("current/me/secret/")).toBe("a");
  await store.delete("outbox/me/1-secret");
  expect((await names(store)).length).toBe(7);
});

test("what was stored before a project forbade it goes with the next piece of it", async () => {
  const stored = memoryStore();
  const store = confidentialStore(stored);
  const opened = (offline: "work" | "nothing") =>
    store.set("opened/me/p/a", { assignment: { id: "a", offline } });
  await opened("work");
  await opened("nothing");
  expect(await stored.entries("")).toEqual([]);
});
