import { forgetSessions } from "./features/accounts/index.ts";
import { askWhenNeeded } from "./features/agreements/index.ts";
import { importFile, resumeImports, sweepUploads } from "./features/imports/index.ts";
import { noteErasures } from "./features/people/index.ts";
import { buildRelease } from "./features/releases/index.ts";
import { followWork, indexItems, indexText } from "./features/search/index.ts";
import { advanceHeads, endTraits, expireLeases, openTopUps } from "./features/work/index.ts";
import { forgetGuesses } from "./http/limits.ts";
import { forgetReplies } from "./jobs/forget-replies.ts";
import type { AnyJob, Tick } from "./jobs/jobs.ts";
import { runJobs } from "./jobs/run-jobs.ts";
import { runTicks } from "./jobs/run-ticks.ts";
import { sealEvents } from "./jobs/seal.ts";
import type { Services } from "./services.ts";

/** Every job, listed once. */
const JOBS: AnyJob[] = [importFile, buildRelease];

/** Every periodic task, listed once. */
const TICKS: Tick[] = [
  expireLeases,
  advanceHeads,
  endTraits,
  openTopUps,
  askWhenNeeded,
  sealEvents,
  indexItems,
  followWork,
  indexText,
  resumeImports,
  sweepUploads,
  noteErasures,
  forgetSessions,
  forgetGuesses,
  forgetReplies,
];

/** Starts the background work of this process. `sole`: no other process works on the database. */
export function startWorker(services: Services, sole: boolean): { stop(): Promise<void> } {
  const jobs = runJobs(services, JOBS, { sole });
  const ticks = runTicks(services, TICKS);
  return {
    async stop() {
      await Promise.all([jobs.stop(), ticks.stop()]);
    },
  };
}
