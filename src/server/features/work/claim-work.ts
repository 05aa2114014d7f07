import type pg from "pg";
import type { Attributes, Material } from "#content/index.ts";
import { shownOrder } from "#content/index.ts";
import type { Assignment } from "#contract/work.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import { run } from "../../db/pool.ts";
import { AppError } from "../../http/errors.ts";
import { inTurn } from "../../in-turn.ts";
import { arrange, findAssignment, presentAssignment } from "./assignment.ts";
import { CLAIM_NEW, CLAIM_OWN, RESET_CURSORS, SCARCE } from "./statements.ts";

export interface ClaimRequest {
  agent: string;
  project: string;
  org: string;
  holding: string[];
  ahead: boolean;
  work: "answer" | "review" | null;
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
  subject_id: string | null;
  shown: Material;
  attributes: Attributes;
  stage: string;
  work: "answer" | "review";
  form: string;
  item: string;
  rework: boolean;
}

export type Claimed = { assignment: Assignment | null; reason: "none-left" | "paused" | "scarce" | null };

/** The most that one person may have in hand: one at work and one preloaded. */
const IN_HAND = 2;

/**
 * Takes the next piece of work for a person. Safe to repeat: what the caller does not know it holds comes again, so
 * that nobody gets more in hand by asking twice. Two claims at once would not see what the other takes: a preload,
 * which nobody waits for, locks its person for that; a first piece takes its turn in this process, which costs
 * nothing.
 */
export async function claimWork(pool: pg.Pool, request: ClaimRequest): Promise<Claimed> {
  const { agent, project, org, holding, ahead } = request;
  if (holding.length >= IN_HAND) return { assignment: null, reason: "scarce" };
  if (ahead) {
    const [row] = await run<{ scarce: boolean }>(pool, SCARCE, [agent, project, org]);
    if (row?.scarce) return { assignment: null, reason: "scarce" };
  }
  if (!ahead && holding.length === 0) return inTurn(`claim ${agent}`, () => claimNext(pool, request));
  return inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended('claims of ' || $1, 0))", [agent]);
    return claimNext(client, request);
  });
}

async function claimNext(client: pg.Pool | pg.ClientBase, request: ClaimRequest): Promise<Claimed> {
  const { agent, project, org } = request;
  const values = [agent, project, org, request.holding, request.work, request.ahead];
  let row = await take(client, values);
  if (!row.assignment && row.found != null) row = await take(client, values);
  if (!handed(row)) {
    await run(client, RESET_CURSORS, [agent, project, org]);
    row = await take(client, values);
  }
  if (!handed(row)) return { assignment: null, reason: await reasonFor(client, request) };
  return { assignment: await present(client, request, row), reason: null };
}

const handed = (row: ClaimRow): string | null => row.again ?? row.assignment;

/** Few claims find something that waits for the person: the statement for what is new comes first, and takes nothing then. */
async function take(client: pg.Pool | pg.ClientBase, values: unknown[]): Promise<ClaimRow> {
  try {
    const [row] = await run<ClaimRow & pg.QueryResultRow>(client, CLAIM_NEW, values);
    if (!row!.waits) return row!;
    const [own] = await run<ClaimRow & pg.QueryResultRow>(client, CLAIM_OWN, values);
    return own!;
  } catch (error) {
    // 23502: the project has no published form, so there is nothing to hand over.
    if ((error as { code?: string }).code === "23502") throw new AppError("no_form", { private: error });
    throw error;
  }
}

/** A fresh answer has no draft and no history: nothing more to read. */
async function present(
  client: pg.Pool | pg.ClientBase,
  request: ClaimRequest,
  row: ClaimRow,
): Promise<Assignment> {
  const { agent, project, org } = request;
  if (row.again || row.rework || row.subject_id !== null) {
    return presentAssignment(
      client,
      org,
      await findAssignment(client, { assignment: handed(row)!, agent, project, org }),
    );
  }
  return {
    id: row.assignment!,
    projectId: project,
    stage: row.stage,
    work: row.work,
    leaseUntil: row.lease_until,
    parked: false,
    formVersionId: row.form,
    material: arrange(row.shown, shownOrder(row.item, row.n, row.shown.candidates?.length ?? 0)),
    attributes: row.attributes,
    draft: null,
    returned: null,
    subject: null,
  };
}

async function reasonFor(
  client: pg.Pool | pg.ClientBase,
  request: ClaimRequest,
): Promise<"none-left" | "paused"> {
  const text = "select state from project where id = $1 and org_id = $2";
  const { rows } = await client.query<{ state: string }>(text, [request.project, request.org]);
  return rows[0]?.state === "open" ? "none-left" : "paused";
}
