import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkedName, saveStream } from "./save-stream.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-save-"));
});
afterAll(() => rm(folder, { recursive: true }));
const quiet = { onBytes: () => {} };

test("bytes that are not those that were sent get no name", async () => {
  const body = new Response("changed on the way").body!;
  const saving = saveStream(body, join(folder, "x"), {
    ...quiet,
    isRight: ({ sha256 }) => sha256 === "another",
  });
  await expect(saving).rejects.toThrow("x did not arrive as it was sent");
  expect(await readdir(folder)).toEqual([]);
});

test("a server that breaks off leaves no half of a file", async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
  await expect(saveStream(body, join(folder, "x"), quiet)).rejects.toMatchObject({ exitCode: 3 });
  expect(await readdir(folder)).toEqual([]);
});

test.each(["../x", "a/b", "a\\b", "C:x", ".ssh", "", "x\0"])("%j is no name for a file", (name) => {
  expect(() => checkedName(name)).toThrow("cannot be one");
});
