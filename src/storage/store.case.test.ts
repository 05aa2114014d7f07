import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, describe, expect, test } from "vitest";
import { createFileStore, createMemoryStore, type Store } from "./index.ts";

const folder = await mkdtemp(join(tmpdir(), "plumbline-store-"));
afterAll(() => rm(folder, { recursive: true }));

const stores: Record<string, Store> = { fs: createFileStore(folder), memory: createMemoryStore() };

async function* bytes(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
}

/** Every store keeps these promises. */
describe.each(Object.entries(stores))("%s", (_name, store) => {
  test("what was written is read back, whole and from any byte", async () => {
    expect(await store.write("imports/a.jsonl", bytes("one ", "two ", "drei ü"))).toBe(15);
    expect(await text(store.read("imports/a.jsonl"))).toBe("one two drei ü");
    expect(await text(store.read("imports/a.jsonl", 4))).toBe("two drei ü");
    expect(await store.size("imports/a.jsonl")).toBe(15);
    await store.write("imports/a.jsonl", bytes("new"));
    expect(await text(store.read("imports/a.jsonl"))).toBe("new");
  });

  test("a large file comes back byte for byte", async () => {
    const part = Buffer.alloc(1 << 20, "0123456789abcdef");
    async function* large() {
      for (let n = 0; n < 8; n++) yield part;
    }
    await store.write("large", large());
    expect((await buffer(store.read("large"))).equals(Buffer.concat(Array(8).fill(part)))).toBe(true);
  });

  test("an upload that breaks off leaves nothing behind", async () => {
    async function* broken() {
      yield Buffer.from("half");
      throw new Error("the line went dead");
    }
    await expect(store.write("broken", broken())).rejects.toThrow("the line went dead");
    await expect(store.size("broken")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("what is not there says so, and removing it is no error", async () => {
    await expect(text(store.read("nothing"))).rejects.toMatchObject({ code: "ENOENT" });
    await store.write("gone", bytes("x"));
    await store.remove("gone");
    await store.remove("gone");
    await expect(store.size("gone")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test.each(["../up", "/root", "a/../b", ".hidden", "a//b", "A", ""])("%j is not a key", async (key) => {
    await expect(store.write(key, bytes("x"))).rejects.toThrow("not a key");
    expect(() => store.read(key)).toThrow("not a key");
  });
});

test("no half-written file lies in the folder", async () => {
  expect((await readdir(folder, { recursive: true })).filter((name) => name.includes("part"))).toEqual([]);
});
