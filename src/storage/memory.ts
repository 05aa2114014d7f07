import { Readable } from "node:stream";
import { checkKey } from "./key.ts";
import type { Store } from "./store.ts";

/** Keeps files in memory: for tests and for a look around. */
export function createMemoryStore(): Store {
  const files = new Map<string, Buffer>();
  const find = (key: string): Buffer => {
    const file = files.get(checkKey(key));
    if (!file) throw Object.assign(new Error(`no file ${key}`), { code: "ENOENT" });
    return file;
  };
  return {
    folder: null,
    async write(key, bytes) {
      checkKey(key);
      const parts: Uint8Array[] = [];
      for await (const part of bytes) parts.push(Uint8Array.from(part));
      const file = Buffer.concat(parts);
      files.set(key, file);
      return file.length;
    },
    read(key, from = 0) {
      async function* bytes() {
        yield find(key).subarray(from);
      }
      checkKey(key);
      return Readable.from(bytes(), { objectMode: false });
    },
    size: async (key) => find(key).length,
    async list(within) {
      return [...files.keys()].filter((key) => key.startsWith(`${within}/`));
    },
    async remove(key) {
      files.delete(checkKey(key));
    },
  };
}
