import { PassThrough } from "node:stream";
import type { Visitor } from "#server/testing/call.ts";
import { run } from "./main.ts";

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command as a shell would, with a key of a person at a test server; what it wrote comes back. */
export async function runCommand(visitor: Visitor | null, ...args: string[]): Promise<Ran> {
  const out = capture();
  const err = capture();
  const code = await run(args, {
    in: new PassThrough().end(),
    out: out.stream,
    err: err.stream,
    isInteractive: false,
    env: visitor
      ? { PLUMBLINE_URL: visitor.url, PLUMBLINE_KEY: visitor.headers.authorization?.replace("Bearer ", "") }
      : {},
  });
  return { code, out: out.text(), err: err.text() };
}

/** Like `runCommand`, for what must succeed with --json: the result. */
export async function runJson<T>(visitor: Visitor | null, ...args: string[]): Promise<T> {
  const ran = await runCommand(visitor, ...args, "--json");
  if (ran.code !== 0) throw new Error(`plumbline ${args.join(" ")}: exit ${ran.code}\n${ran.err}`);
  return JSON.parse(ran.out) as T;
}

function capture(): { stream: PassThrough; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
