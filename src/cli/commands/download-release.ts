import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Project } from "#contract/projects.ts";
import type { Release } from "#contract/releases.ts";
import type { Session } from "../command.ts";
import { CommandError } from "../errors.ts";
import { formatBytes } from "../progress.ts";
import { checkedName, saveStream } from "../save-stream.ts";

/** Downloads the files of a release; one that is there and right already is not fetched again. */
export async function downloadRelease(
  { client, progress, print, say }: Session,
  project: Project,
  release: Release,
  options: { out?: string; file?: string[] },
): Promise<void> {
  if (release.state !== "ready")
    throw new CommandError(`Release ${release.n} is not ready: it is ${release.state}.`);
  const slug = project.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "project";
  const folder = options.out ?? `${slug}-${release.n}`;
  const wanted = release.files.filter(({ name }) => !options.file || options.file.includes(name));
  const unknown = options.file?.find((name) => !wanted.some((file) => file.name === name));
  if (unknown) throw new CommandError(`Release ${release.n} has no file ${unknown}.`);
  await mkdir(folder, { recursive: true });
  for (const { name, size, sha256 } of wanted) {
    const path = join(folder, checkedName(name));
    if ((await hashOf(path)) === sha256) {
      say(`${name} is here already`);
      continue;
    }
    const params = { project: project.id, release: release.id, name };
    const { body } = await client.releases.download({ params });
    const bar = progress(name);
    const isRight = (saved: { sha256: string }) => saved.sha256 === sha256;
    await saveStream(body, path, { onBytes: (done) => bar.set(done, size), isRight }).finally(bar.end);
    say(`${name}  ${formatBytes(size)}`);
  }
  const files = wanted.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  print(
    { folder, release: release.n, files },
    `Release ${release.n} is in ${folder}; every SHA-256 is right.`,
  );
}

/** Compares the files in a folder with what the server recorded. */
export async function checkFolder(
  release: Release,
  folder: string,
): Promise<{ equal: boolean; files: { name: string; equal: boolean }[] }> {
  const files: { name: string; equal: boolean }[] = [];
  for (const { name, sha256 } of release.files) {
    files.push({ name, equal: (await hashOf(join(folder, checkedName(name)))) === sha256 });
  }
  return { equal: files.every(({ equal }) => equal), files };
}

/** The SHA-256 of a file, or null where there is none. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return hash.digest("hex");
}
