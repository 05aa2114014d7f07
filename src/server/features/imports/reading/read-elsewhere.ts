import type { Readable } from "node:stream";
import type pg from "pg";
import type { Mapping, Preview } from "#contract/imports.ts";
import type { Ceilings } from "../../../children/watch-child.ts";
import { connectionOf } from "../../../db/pool.ts";
import type { RunningImport } from "../run-import.ts";
import { type Following, Reader } from "./reader.ts";

/** What reading a file may take. Without a sign of life for a minute it hangs, however busy the machine is. */
export const CEILINGS: Record<"import" | "preview", Ceilings> = {
  import: { memoryMb: 640, totalSeconds: 2 * 3600, silentSeconds: 60 },
  preview: { memoryMb: 640, totalSeconds: 60, silentSeconds: 60 },
};

/** A process that has nothing to do is kept for so long, since starting one takes a moment. */
const IDLE_MS = 10_000;
/** Previews are asked for by people, who may ask for many; imports have bounds of their own. */
const MOST_PREVIEWS = 2;

const idle = new Map<Reader, NodeJS.Timeout>();

/**
 * Imports a file in a process of its own, as `runImport` does.
 * @returns whether the file is at its end
 * @throws UnreadableFile, Superseded; GiveUp, ReaderDied
 */
export function importElsewhere(
  pool: pg.Pool,
  running: RunningImport,
  source: Readable,
  following: Following = {},
): Promise<boolean> {
  const isStopped = following.signal?.aborted ?? false;
  const order = { kind: "import", connection: connectionOf(pool), running, isStopped } as const;
  return withReader((reader) => reader.follow(order, source, CEILINGS.import, following));
}

let previews = 0;
const waiting: (() => void)[] = [];

/**
 * The preview of a file, made in a process of its own.
 * @throws UnreadableFile; GiveUp, ReaderDied
 */
export async function previewElsewhere(
  source: Readable,
  name: string,
  mapping: Mapping | null,
): Promise<Preview> {
  while (previews >= MOST_PREVIEWS) await new Promise<void>((resolve) => waiting.push(resolve));
  previews++;
  try {
    const order = { kind: "preview", name, mapping } as const;
    return await withReader((reader) => reader.follow(order, source, CEILINGS.preview));
  } finally {
    previews--;
    waiting.shift()?.();
  }
}

async function withReader<T>(act: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = borrow();
  try {
    return await act(reader);
  } finally {
    if (reader.isAlive) giveBack(reader);
  }
}

function borrow(): Reader {
  for (const [reader, timer] of idle) {
    idle.delete(reader);
    clearTimeout(timer);
    if (reader.isAlive) return reader;
  }
  return new Reader();
}

function giveBack(reader: Reader): void {
  const timer = setTimeout(() => {
    idle.delete(reader);
    reader.end();
  }, IDLE_MS);
  timer.unref();
  idle.set(reader, timer);
}
