import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The same request again and again, in so many lanes at once. */
export interface Storm {
  port: number;
  lanes: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** How many bytes of JSON it sends. */
  bytes: number;
}

/** Starts it in a process of its own, so that it does not slow who measures; the result ends it and counts its answers by status. */
export async function startStorm(storm: Storm): Promise<() => Promise<string>> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url));
  child.send(storm);
  await once(child, "message");
  return async () => {
    const counted = once(child, "message");
    child.send("end");
    const [answers] = (await counted) as [string];
    child.kill();
    return answers;
  };
}

const HOLD_MS = 100;

async function rage({ port, lanes, method, path, headers, bytes }: Storm): Promise<void> {
  let isOver = false;
  const answers = new Map<number, number>();
  const body = bytes > 0 ? Buffer.from(JSON.stringify({ name: "x".repeat(bytes) })) : undefined;
  const all = { "x-plumbline": "bench", ...(body && { "content-type": "application/json" }), ...headers };
  const once = () =>
    new Promise<number>((resolve) => {
      const call = request({ port, host: "127.0.0.1", method, path, headers: all }, (response) => {
        response.resume().on("close", () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
      });
      call.on("error", () => resolve(0));
      call.end(body);
    });
  const lane = async () => {
    while (!isOver) {
      const status = await once();
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status !== 200) await pause(HOLD_MS);
    }
  };
  process.send!("begun");
  for (let n = 0; n < lanes; n++) void lane();
  process.on("message", () => {
    isOver = true;
    process.send!([...answers].map(([status, n]) => `${n} × ${status || "cut off"}`).join(" ") || "none");
  });
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url))
  process.once("message", (storm: Storm) => void rage(storm));
