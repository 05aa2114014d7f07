import type pg from "pg";
import { type Attributes, arrange, type Material, shownOrder } from "#content/index.ts";
import type { Offline } from "#contract/projects.ts";
import type { Assignment } from "#contract/work.ts";
import type { StageKindName } from "#workflow/index.ts";
import { run } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { inTurn } from "../../in-turn.ts";
import { findAssignment, presentAssignment } from "./assignment.ts";
import { CLAIM_NEW, CLAIM_OWN, REFUSED, RESET_CURSORS, SCARCE } from "./statements.ts";

export interface ClaimRequest {
  agent: string;
  project: string;
  org: string;
  holding: string[];
  ahead: boolean;
  work: StageKindName | null;
  /** The most to hold; else what a person may. */
  most?: number;
}

interface ClaimRow {
  /** Something waits for the person: nothing new was taken. */
  waits?: boolean;
  /** The slot that was chosen, whether or not it could be taken. */
  found?: number | null;
  assignment: string | null;
  /** What the person holds and did not know of. */
  again?: string | null;
  lease_until: string;
  n: number;
  round: number;
  subject_id: string | null;
  shown: Material;
  attributes: Attributes;
  stage: string;
  work: StageKindName;
  form: string;
  guide: string | null;
  item: string;
  rework: boolean;
  /** Null in projects that never said. */
  offline: Offline | null;
}

export interface Claimed {
  assignment: Assignment | null;
  reason: "none-left" | "paused" | "scarce" | "gate" | "no-guide" | null;
  /** The number of the gate that is to be passed first. */
  gate: number | null;
}

const nothing = (reason: Claimed["reason"], gate: number | null = null): Claimed => ({
  assignment: null,
  reason,
  gate,
});

/** The most that one person may have in hand: one at work and one preloaded. */
const IN_HAND = 2;

/**
 * Takes the next piece of work for a person. Safe to repeat: what the caller does not know it holds comes again, so
 * that nobody gets more in hand by asking twice. Two claims at once would not see what the other takes, so a
 * person's claims wait for each other; through two copies of the process one lease too many may come, and end unused.
 */
export async function claimWork(pool: pg.Pool, request: ClaimRequest): Promise<Claimed> {
  const { agent, project, org, holding, ahead, most = IN_HAND } = request;
  if (holding.length >= most) return nothing("scarce");
  if (ahead) {
    const [row] = await run<{ scarce: boolean }>(pool, SCARCE, [agent, project, org]);
    if (row?.scarce) return nothing("scarce");
  }
  return inTurn(`claim ${agent}`, () => claimNext(pool, request));
}

async function claimNext(pool: pg.Pool, request: ClaimRequest): Promise<Claimed> {
  const { agent, project, org } = request;
  const values = [agent, project, org, request.holding, request.work, request.ahead];
  let row = await take(pool, values);
  if (!row.assignment && row.found != null) row = await take(pool, values);
  if (!handed(row)) {
    const reset = await run(pool, RESET_CURSORS, [agent, project, org]);
    if (reset.length > 0) row = await take(pool, values);
  }
  if (!handed(row)) return refusal(pool, request);
  return { assignment: await present(pool, request, row), reason: null, gate: null };
}

const handed = (row: ClaimRow): string | null => row.again ?? row.assignment;

/** Few claims find something that waits for the person: the statement for what is new comes first, and takes nothing then. */
async function take(pool: pg.Pool, values: unknown[]): Promise<ClaimRow> {
  try {
    const [row] = await run<ClaimRow>(pool, CLAIM_NEW, values);
    if (!row!.waits) return row!;
    const [own] = await run<ClaimRow>(pool, CLAIM_OWN, values);
    return own!;
  } catch (error) {
    // 23502: the project has no published form, so there is nothing to hand over.
    if ((error as { code?: string }).code === "23502") throw new AppError("no_form", { private: error });
    throw error;
  }
}

/** A fresh answer has no draft and no history: nothing more to read. */
async function present(pool: pg.Pool, request: ClaimRequest, row: ClaimRow): Promise<Assignment> {
  const { agent, project, org } = request;
  if (row.again || row.rework || row.subject_id !== null || row.round > 0) {
    return presentAssignment(
      pool,
      { org, agent },
      await findAssignment(pool, { assignment: handed(row)!, agent, project, org }),
    );
  }
  return {
    id: row.assignment!,
    projectId: project,
    stage: row.stage,
    work: row.work,
    leaseUntil: row.lease_until,
    parked: false,
    offline: row.offline ?? "work",
    formVersionId: row.form,
    guideVersionId: row.guide,
    material: arrange(row.shown, shownOrder(row.item, row.n, row.shown.candidates?.length ?? 0)),
    attributes: row.attributes,
    draft: null,
    returned: null,
    subject: null,
  };
}

async function refusal(pool: pg.Pool, { agent, project, org, work }: ClaimRequest): Promise<Claimed> {
  const values = [agent, project, org, work];
  type Refused = { state: string; offers_work: boolean; gate: number | null };
  const [row] = await run<Refused>(pool, REFUSED, values);
  if (row?.state !== "open") return nothing("paused");
  if (!row.offers_work) return nothing("no-guide");
  return row.gate === null ? nothing("none-left") : nothing("gate", row.gate);
}
