import { readdirSync } from "node:fs";
import { readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH_IT = /\.(js|css|svg|json|html|txt|wasm)$/;
const SMALLEST = 256;

/** Writes a .br and a .gz beside each file that becomes smaller by them, where they are not there already. */
export async function compressFolder(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => WORTH_IT.test(name) && !name.startsWith(".vite"))
    .map((name) => join(folder, name));
  await Promise.all(files.map(compressFile));
}

async function compressFile(file) {
  const { size, mtime } = await stat(file);
  if (size < SMALLEST) return;
  const content = await readFile(file);
  const brotli = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: size },
  };
  for (const [ending, pack] of [
    [".br", () => promisify(brotliCompress)(content, brotli)],
    [".gz", () => promisify(gzip)(content, { level: 9 })],
  ]) {
    const packed = `${file}${ending}`;
    const made = await stat(packed).catch(() => undefined);
    if (made && made.mtimeMs === mtime.getTime()) continue;
    const bytes = await pack();
    if (bytes.length >= size) continue;
    await writeFile(packed, bytes);
    await utimes(packed, mtime, mtime);
  }
}
