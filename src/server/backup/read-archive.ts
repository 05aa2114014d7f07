import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { HEADER, Header, MANIFEST, Manifest, SEAL } from "./format.ts";
import { readTar, type TarMember } from "./tar.ts";

const unpack = promisify(gunzip);
const MOST_UNPACKED = 64 * 2 ** 20;

/** A file that is no whole, unchanged backup. `message` is one sentence. */
class DamagedBackup extends Error {
  override readonly name = "DamagedBackup";
}

type OnPart = (name: string, bytes: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup from start to end, hands out each part as it comes, and checks everything against the manifest.
 * @param onBytes told how many bytes of the file were read
 * @throws DamagedBackup where any byte is missing or changed
 */
export async function readArchive(
  path: string,
  onPart: OnPart,
  onBytes: (read: number) => void = () => {},
): Promise<{ header: Header; manifest: Manifest }> {
  const found = new Map<string, { size: number; sha256: string }>();
  const members = readTar(counted(createReadStream(path, { highWaterMark: 1 << 20 }), onBytes));
  let next = await step(members, path);
  const header = await parse(Header, HEADER, next, path);
  next = await step(members, path);
  while (next && next.name !== MANIFEST) {
    const name = partOf(next.name, path);
    const hash = createHash("sha256");
    let size = 0;
    const pieces = async function* () {
      while (next?.name.startsWith(`${name}/`) && partOf(next.name, path) === name) {
        const piece = await unpack(next.body, { maxOutputLength: MOST_UNPACKED }).catch(() => {
          throw damaged(path, `${name} cannot be unpacked`);
        });
        hash.update(piece);
        size += piece.length;
        yield piece;
        next = await step(members, path);
      }
    };
    await onPart(name, pieces());
    found.set(name, { size, sha256: hash.digest("hex") });
  }
  const manifest = await parse(Manifest, MANIFEST, next, path);
  const seal = await step(members, path);
  const sha256 = createHash("sha256").update(next!.body).digest("hex");
  if (seal?.name !== SEAL || seal.body.toString().slice(0, 64) !== sha256)
    throw damaged(path, "its manifest was changed");
  if (await step(members, path)) throw damaged(path, "something stands behind its end");
  for (const part of manifest.parts) {
    const same = found.get(part.name) ?? { size: 0, sha256: EMPTY };
    if (same.size !== part.size || same.sha256 !== part.sha256)
      throw damaged(path, `${part.name} was changed`);
    found.delete(part.name);
  }
  for (const name of found.keys()) throw damaged(path, `${name} was added`);
  return { header, manifest };
}

const EMPTY = createHash("sha256").digest("hex");

async function* counted(
  chunks: AsyncIterable<Buffer>,
  onBytes: (read: number) => void,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    onBytes(read);
    yield chunk;
  }
}

async function step(members: AsyncGenerator<TarMember>, path: string): Promise<TarMember | undefined> {
  try {
    const { value, done } = await members.next();
    return done ? undefined : value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error; // the file cannot be read at all
    throw damaged(path, (error as Error).message);
  }
}

function partOf(member: string, path: string): string {
  const name = /^((?:tables|files)\/.+)\/\d{6,}\.gz$/.exec(member)?.[1];
  if (!name) throw damaged(path, `${member} does not belong in it`);
  return name;
}

async function parse<T>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  name: string,
  member: TarMember | undefined,
  path: string,
): Promise<T> {
  if (member?.name !== name) throw damaged(path, `${name} is missing`);
  try {
    const { success, data } = schema.safeParse(JSON.parse(member.body.toString()));
    if (success) return data as T;
  } catch {
    // no JSON: the same as JSON of another shape
  }
  throw damaged(path, `${name} is not one that this Plumbline can read`);
}

function damaged(path: string, why: string): DamagedBackup {
  return new DamagedBackup(`${path} is no whole, unchanged backup: ${why}.`);
}
