import { Socket } from "node:net";
import { UnreadableFile } from "#formats/read/index.ts";
import { createDatabase } from "../../../db/database.ts";
import { createPool } from "../../../db/pool.ts";
import type { Subscriber } from "../../../events/inside.ts";
import { Superseded } from "../commit-batch.ts";
import { previewFile } from "../preview-file.ts";
import { runImport } from "../run-import.ts";
import { FrameReader } from "./frames.ts";
import type { FromReader, Order, ToldError, ToReader } from "./protocol.ts";

const ALIVE_MS = 250;
const PIPE = 3;

/** The life of a reading process: one order after the other, until whoever started it is gone. */
export function serveReading(subscribers: readonly Subscriber[]): void {
  const files = new FrameReader(new Socket({ fd: PIPE, readable: true, writable: false }));
  const say = (message: FromReader) => process.connected && process.send!(message);
  let stopping = new AbortController();
  let batches = 0;
  let last = Promise.resolve();

  const obey = async (order: Order, signal: AbortSignal) => {
    batches = 0;
    const signs = setInterval(() => say({ kind: "alive", batches }), ALIVE_MS);
    try {
      const result =
        order.kind === "preview"
          ? await previewFile(files.file(), order.name, order.mapping)
          : await importInto(order, subscribers, files.file(), signal, () => batches++);
      say({ kind: "done", result });
    } catch (error) {
      say({ kind: "failed", error: told(error) });
    } finally {
      clearInterval(signs);
    }
    await files.skip();
  };

  process.on("message", (message: ToReader) => {
    if (message.kind === "stop") return stopping.abort();
    stopping = new AbortController();
    const { signal } = stopping;
    if (message.kind === "import" && message.isStopped) stopping.abort();
    last = last.then(() => obey(message, signal));
  });
  process.on("disconnect", () => process.exit());
}

async function importInto(
  { connection, running }: Extract<Order, { kind: "import" }>,
  subscribers: readonly Subscriber[],
  bytes: AsyncIterable<Buffer>,
  signal: AbortSignal,
  onBatch: () => void,
): Promise<boolean> {
  const pool = createPool(connection, { max: 2, copies: true });
  try {
    return await runImport(createDatabase(pool, subscribers), running, bytes, { signal, onBatch });
  } finally {
    await pool.end();
  }
}

function told(error: unknown): ToldError {
  const { message, stack, code } = error as Error & { code?: string };
  const type =
    error instanceof UnreadableFile ? "unreadable" : error instanceof Superseded ? "superseded" : "other";
  return { type, message, stack, code };
}
