import { startProgram } from "../children/start-program.ts";
import { type Ceilings, ChildWatch, type Excess } from "../children/watch-child.ts";
import { AppError } from "../errors.ts";
import type { GuideAnswer, GuideOrder } from "./orders.ts";

const HEAP_MB = 200;
const CEILINGS: Ceilings = { memoryMb: 300, totalSeconds: 60, silentSeconds: 60 };
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

type Done = Extract<GuideAnswer, { kind: "read" | "written" }>;

/**
 * Has a guide's file read or written in a process of its own, with ceilings of memory and time.
 * @throws AppError unreadable_file with what is wrong and what to do about it
 */
export async function followElsewhere<O extends GuideOrder>(
  order: O,
): Promise<Extract<Done, { kind: O["kind"] extends "read" ? "read" : "written" }>> {
  while (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    const answer = await ask(order);
    if (answer.kind === "refused") throw new AppError("unreadable_file", { message: answer.message });
    if (answer.kind === "failed") throw Object.assign(new Error(answer.message), { stack: answer.stack });
    return answer as never;
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function ask(order: GuideOrder): Promise<GuideAnswer> {
  const child = startProgram("guide-files", HEAP_MB, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  let said = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000);
  });
  const watch = new ChildWatch(child, CEILINGS);
  return new Promise<GuideAnswer>((resolve, reject) => {
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      const isFull = signal === "SIGABRT" || /heap out of memory/.test(said);
      const excess = watch.excess ?? (isFull ? "memory" : null);
      reject(
        excess
          ? new AppError("unreadable_file", { message: TOO_MUCH[excess] })
          : new Error(`the process for guides' files ended (${signal ?? code}): ${said}`),
      );
    });
    child.send(order, (error) => error && reject(error));
  }).finally(() => {
    watch.end();
    child.kill("SIGKILL");
  });
}

const TOO_MUCH: Record<Excess, string> = {
  memory: "Reading the file took too much memory and was stopped. Split it, or take its pictures out.",
  time: "Reading the file took too long and was stopped. Split it into smaller files.",
  silence: "Reading the file came to a standstill and was stopped. Split it into smaller files.",
};
