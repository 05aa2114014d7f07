import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Header, Manifest, Part } from "./format.ts";
import { readArchive } from "./read-archive.ts";
import { createArchive } from "./write-archive.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-archive-"));
});
afterAll(() => rm(folder, { recursive: true }));

const HEADER: Header = {
  format: 1,
  software: "0.1.0",
  createdAt: "2026-01-31T12:00:00Z",
  migrations: [{ name: "0001.sql", sha256: "x" }],
  tables: [],
};
const LONG = `files/imports/${"deep/".repeat(20)}${"n".repeat(60)}`;
const PARTS: Record<string, Buffer> = {
  "tables/empty": Buffer.alloc(0),
  "tables/item": Buffer.alloc(9 * 2 ** 20, "plumb line\n"),
  [LONG]: Buffer.from([0, 1, 2, 255]),
};

/** Writes an archive, with whatever this makes of its manifest. */
async function write(path: string, spoil: (manifest: Manifest) => void = () => {}): Promise<void> {
  const out = createWriteStream(path);
  const archive = await createArchive(out, HEADER);
  const parts: Part[] = [];
  for (const [name, bytes] of Object.entries(PARTS)) {
    parts.push({ ...(await archive.add(name, inChunks(bytes))), rows: null });
  }
  const manifest: Manifest = { parts, sequences: [], missing: [] };
  spoil(manifest);
  await archive.end(manifest);
  await new Promise((resolve) => out.end(resolve));
}

async function* inChunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

async function read(path: string): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  await readArchive(path, async (name, bytes) => {
    const all: Buffer[] = [];
    for await (const piece of bytes) all.push(piece);
    found[name] = Buffer.concat(all);
  });
  return found;
}

async function check(path: string): Promise<"fine"> {
  await readArchive(path, async (_, bytes) => {
    for await (const _piece of bytes);
  });
  return "fine";
}

test("what was written is read; any tar program opens it", async () => {
  const path = join(folder, "whole.tar");
  await write(path);
  const found = await read(path);
  expect(Object.keys(found)).toEqual(["tables/item", LONG]); // nothing is said of an empty part but in the manifest
  for (const [name, bytes] of Object.entries(found)) expect(bytes.equals(PARTS[name]!)).toBe(true);
  const names = execFileSync("tar", ["-tf", path], { encoding: "utf8" }).trim().split("\n");
  expect(names[0]).toBe("backup.json");
  expect(names).toContain(`${LONG}/000001.gz`);
  expect(names.filter((name) => name.startsWith("tables/item/"))).toHaveLength(3);
  const piece = execFileSync("tar", ["-xOf", path, "tables/item/000001.gz"], { maxBuffer: 1e8 });
  expect(gunzipSync(piece).toString("latin1", 0, 10)).toBe("plumb line");
});

test.each<[string, (manifest: Manifest) => void, RegExp]>([
  [
    "other bytes",
    ({ parts }) => void Object.assign(parts[1]!, { sha256: "0".repeat(64) }),
    /tables\/item was changed/,
  ],
  ["another size", ({ parts }) => void parts[1]!.size++, /tables\/item was changed/],
  [
    "a part too few",
    ({ parts }) => void parts.push({ ...parts[1]!, name: "tables/lost" }),
    /tables\/lost was changed/,
  ],
  ["a part too many", ({ parts }) => void parts.splice(1, 1), /tables\/item was added/],
])("%s than the manifest says", async (_, spoil, why) => {
  const path = join(folder, "spoiled.tar");
  await write(path, spoil);
  await expect(check(path)).rejects.toThrow(why);
});

test("a changed manifest, even one that is JSON still", async () => {
  const path = join(folder, "manifest.tar");
  await write(path);
  const bytes = await readFile(path);
  bytes.write('"rows": 1234', bytes.lastIndexOf('"rows": null'));
  await writeFile(path, bytes);
  await expect(check(path)).rejects.toThrow("its manifest was changed");
});

test("a backup of a newer format", async () => {
  const path = join(folder, "newer.tar");
  await write(path);
  const bytes = await readFile(path);
  bytes.write('"format": 2', bytes.indexOf('"format": 1'));
  await writeFile(path, bytes);
  await expect(check(path)).rejects.toThrow("backup.json is not one that this Plumbline can read");
});
