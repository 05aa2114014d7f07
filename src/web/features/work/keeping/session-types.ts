import type { Draft } from "#contract/work.ts";
import type { Client } from "#sdk/index.ts";
import type { StageKindName } from "#workflow/stages/index.ts";
import type { Errand } from "./errands.ts";
import type { Held, KeptWork } from "./held.ts";
import type { Outbox } from "./outbox.ts";

/** What the screen shows. */
export interface SessionState {
  phase: "loading" | "working" | "empty" | "unreachable" | "failed";
  reason: "none-left" | "paused" | "scarce" | "gate" | "no-guide" | null;
  error: unknown;
  current: Held | null;
  ahead: Held | null;
  /** The lease of the current work has ended; going on is fine. */
  lost: boolean;
  /** What was sent last, as long as it may be taken back. */
  undo: { held: Held; letter: string; sent: boolean } | null;
  done: number;
}

export interface SessionOptions {
  project: string;
  stage?: StageKindName | undefined;
  api: Pick<Client, "work" | "forms">;
  kept: KeptWork;
  outbox: Outbox<Errand>;
  now: () => number;
  later: (run: () => void, ms: number) => () => void;
  /** Tells other tabs of this browser. */
  tell: (news: TabNews) => void;
  notify: (what: "handed-back" | "too-late" | "done-elsewhere") => void;
}

/** What tabs tell each other. */
export type TabNews =
  | { kind: "saved"; assignment: string; draft: Draft }
  | { kind: "gone"; assignment: string };
