import { createReadStream, createWriteStream } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { checkKey } from "./key.ts";
import { makeFolder } from "./make-folder.ts";
import type { Store } from "./store.ts";

/** Keeps files in a folder of this machine. */
export function createFileStore(folder: string): Store {
  const pathOf = (key: string): string => join(folder, checkKey(key));
  return {
    folder,
    async write(key, bytes) {
      const path = pathOf(key);
      await makeFolder(dirname(path));
      const out = createWriteStream(`${path}.part`, { flush: true });
      try {
        await pipeline(Readable.from(bytes, { objectMode: false }), out);
        await rename(`${path}.part`, path);
      } catch (error) {
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      return out.bytesWritten;
    },
    read: (key, from = 0) => createReadStream(pathOf(key), { start: from, highWaterMark: 1 << 18 }),
    size: async (key) => (await stat(pathOf(key))).size,
    async list(within, before) {
      const names = await readdir(pathOf(within)).catch(() => []); // there is none before its first file
      const keys = names.map((name) => `${within}/${name}`);
      const old = await Promise.all(
        keys.map((key) =>
          stat(pathOf(key)).then(
            ({ mtime }) => mtime < before,
            () => false,
          ),
        ),
      );
      return keys.filter((_key, at) => old[at]);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
