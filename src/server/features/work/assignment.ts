import type pg from "pg";
import { type Attributes, arrange, invert, type Material, shownOrder } from "#content/index.ts";
import type { CitedRule } from "#contract/findings.ts";
import type { Offline } from "#contract/projects.ts";
import type { Assignment, Draft, Returned } from "#contract/work.ts";
import { type AnswerBody, remapAnswer } from "#kinds/answer.ts";
import type { FormStep } from "#kinds/carry.ts";
import { type StageKindName, stageKind } from "#workflow/index.ts";
import { run } from "../../db/pool.ts";
import { hideRules } from "../../db/withheld.ts";
import { AppError } from "../../errors.ts";
import { listCited } from "../findings/index.ts";
import { type FormedAnswer, formOf, readUnder } from "./forms-of-answers.ts";
import { listBrokenAnew, listJudged } from "./judged-rules.ts";
import { ASSIGNMENT } from "./statements.ts";
import { askedAnew } from "./top-up.ts";

/** A piece of work and how it stands with the person who has it. */
export interface WorkRow {
  id: string;
  project_id: string;
  slot_id: number;
  item_id: string;
  form_version_id: string;
  guide_version_id: string | null;
  /** Whether the slot was not handed over again since. */
  latest: boolean;
  n: number;
  state: number;
  round: number;
  subject_id: string | null;
  stage: string;
  work: StageKindName;
  conflict_group: number;
  held: boolean;
  /** How many candidates the item shows; null for an item without. */
  candidates: number | null;
  /** The item's attributes as they were when the work was handed over: what is asked does not change while it is open. */
  given: Attributes;
  /** The time by the database's clock, in UTC to the microsecond, and how long ago the work was handed over by it. */
  now: string;
  passed_ms: number;
}

/** A row of ASSIGNMENT: the piece of work, and what it shows. */
export interface AssignmentRow extends WorkRow {
  /** The slot about the item that holds the answer in question: this one, or for work on an answer its author's. */
  place_id: number;
  lease_until: string | null;
  parked: boolean;
  shown: Material;
  /** Null in projects that never said. */
  offline: Offline | null;
}

/** Who asks for which assignment. */
export interface AssignmentKey {
  assignment: string;
  agent: string;
  project: string;
  org: string;
}

/**
 * One of the agent's own assignments.
 * @throws AppError not_found for anybody else's
 */
export async function findAssignment(
  client: pg.Pool | pg.ClientBase,
  key: AssignmentKey,
): Promise<AssignmentRow> {
  const values = [key.assignment, key.agent, key.project, key.org];
  const [row] = await run<AssignmentRow>(client, ASSIGNMENT, values);
  if (!row) throw new AppError("not_found");
  return row;
}

/** In which order an assignment shows the candidates: a review as its answer's author saw them. */
export async function orderOf(client: pg.Pool | pg.ClientBase, org: string, row: WorkRow): Promise<number[]> {
  if (row.subject_id === null) return shownOrder(row.item_id, row.n, row.candidates ?? 0);
  const text = "select shown_order from answer where id = $1 and org_id = $2 and project_id = $3";
  const { rows } = await client.query<{ shown_order: number[] }>(text, [row.subject_id, org, row.project_id]);
  return rows[0]!.shown_order;
}

interface VersionRow extends FormedAnswer {
  id: string;
  n: number;
  guide: string | null;
  confidence: number | null;
  at: string;
  decision: string | null;
  reason: string | null;
  reviewed_at: string | null;
}

/** A version as it reads under the form of the work, with candidates by place; `read` has them as the item numbers them. */
interface ReadVersion extends VersionRow {
  steps: FormStep[];
  read: AnswerBody;
}

const VERSIONS = `
select a.id, a.n, a.guide_version_id as guide, a.body, a.kinds, a.form_version_id as form, a.confidence, a.at, r.decision, r.reason, r.at as reviewed_at
from answer a left join review r on r.answer_id = a.id
where a.slot_id = $1 and a.org_id = $2 and a.project_id = $3 order by a.n`;

/** An assignment as its holder sees it. Never selects what is hidden, nor another slot's answers. */
export async function presentAssignment(
  client: pg.Pool | pg.ClientBase,
  reader: { org: string; agent: string },
  row: AssignmentRow,
): Promise<Assignment & { held: boolean }> {
  const { org } = reader;
  const order = await orderOf(client, org, row);
  const form = await formOf(client, org, row.form_version_id);
  const { rows: stored } = await client.query<VersionRow>(VERSIONS, [row.place_id, org, row.project_id]);
  const under = { org, project: row.project_id, form: row.form_version_id };
  const versions: ReadVersion[] = [];
  for (const version of stored) {
    const { body, steps } = await readUnder(client, under, version, { candidates: order.length });
    versions.push({ ...version, steps, read: body, body: remapAnswer(form, body, placeIn(order)) });
  }
  const last = row.subject_id === null ? versions.at(-1) : undefined;
  const again = last
    ? await listBrokenAnew(client, reader, { project: row.project_id, answer: last.id })
    : [];
  const returned = last ? (again.length > 0 ? { ...last, ...REOPENED } : returnIn(versions)) : null;
  const subject = versions.find(({ id }) => id === row.subject_id) ?? null;
  const project = row.project_id;
  const cited = returned ? await listCited(client, { ...reader, project, answers: [returned.id] }) : [];
  const rules = [...cited, ...again];
  const newerRules = subject ? await listNewerRules(client, org, row, subject.guide) : [];
  const judged = await listJudged(client, reader, row);
  const text = `select rev, body, saved_at as "savedAt" from draft where assignment_id = $1 and org_id = $2`;
  const { rows: drafts } = await client.query<Draft>(text, [row.id, org]);
  return {
    id: row.id,
    projectId: row.project_id,
    stage: row.stage,
    work: row.work,
    leaseUntil: row.held ? row.lease_until : null,
    parked: row.parked,
    offline: row.offline ?? "work",
    formVersionId: row.form_version_id,
    guideVersionId: row.guide_version_id,
    material: arrange(row.shown, order),
    attributes: row.given,
    draft: drafts[0] ?? null,
    returned: returned && returnedOf(returned, rules),
    subject: subject && { ...subjectOf(versions, subject, topsUp(row)), newerRules },
    topUp: subject && topsUp(row) ? { questions: askedAnew(form, subject.steps, subject.read) } : null,
    held: row.held,
    ...(judged.length > 0 && { rules: judged }),
  };
}

/** From the item's own candidate numbers to places, and back. */
export function placeIn(order: readonly number[]): (candidate: number) => number {
  const inverse = invert(order);
  return (candidate) => inverse[candidate] ?? candidate;
}
export function candidateAt(order: readonly number[]): (place: number) => number {
  return (place) => order[place] ?? place;
}

/** Whether an accepted answer is asked what is new in its form: work that answers an item, about an answer that is there. */
export const topsUp = ({ work, subject_id: subject }: Pick<AssignmentRow, "work" | "subject_id">): boolean =>
  subject !== null && stageKind(work).subject === "item";

/** Versions that were taken back before anybody judged them tell neither author nor reviewer anything. */
function judged(versions: ReadVersion[]): ReadVersion[] {
  return versions.filter(({ decision }) => decision !== null);
}

/** The version that its author was last asked to change, where that was the last decision. */
function returnIn(versions: ReadVersion[]): ReadVersion | null {
  const last = judged(versions).at(-1);
  return last?.decision === "return" ? last : null;
}

/** What its author is told of an answer that a re-review found to break a rule. */
const REOPENED = { reason: "Another review, by the guide as it reads now, found that this breaks a rule." };

function returnedOf(last: ReadVersion, rules: CitedRule[]): Returned {
  return {
    reason: last.reason ?? "",
    at: last.reviewed_at ?? last.at,
    previous: last.body,
    fixed: null,
    rules,
  };
}

/** @param alone without what was decided on it before, which says nothing about what is new */
function subjectOf(versions: ReadVersion[], subject: ReadVersion, alone: boolean) {
  const { body, confidence, n, at } = subject;
  const before = alone ? [] : judged(versions.slice(0, versions.indexOf(subject)));
  const earlier = before.map((version) => ({ body: version.body, reason: version.reason }));
  return { body, confidence, n, at, earlier };
}

/** Rules that say something else in the project's guide now than when the work was handed over. */
export async function listChangedRules(
  client: pg.Pool | pg.ClientBase,
  reader: { org: string; agent: string },
  { guide_version_id: then, project_id: project }: AssignmentRow,
): Promise<{ number: string; title: string }[]> {
  if (then === null) return [];
  const text = `select x.entry_id as rule, x.number, x.content->>'title' as title from project_now p
    join guide_version_entry_text x on x.version_id = p.guide_version_id and x.kind = 'rule'
    left join guide_version_entry_text o on o.version_id = $1 and o.entry_id = x.entry_id
    where p.id = $2 and p.org_id = $3 and p.guide_version_id <> $1 and x.revision_id is distinct from o.revision_id
    order by x.position`;
  const { rows } = await client.query<{ rule: string; number: string; title: string }>(text, [
    then,
    project,
    reader.org,
  ]);
  return hideRules(client, reader, rows);
}

/** Rules that say something else under the guide of this work than under the guide that an answer was written under. */
async function listNewerRules(
  client: pg.Pool | pg.ClientBase,
  org: string,
  { guide_version_id: now }: AssignmentRow,
  then: string | null,
): Promise<string[]> {
  if (now === null || now === then) return [];
  const text = `select x.entry_id as id from guide_version_entry_text x
    left join guide_version_entry_text o on o.version_id = $2 and o.entry_id = x.entry_id
    where x.version_id = $1 and x.org_id = $3 and x.kind = 'rule' and x.revision_id is distinct from o.revision_id`;
  const { rows } = await client.query<{ id: string }>(text, [now, then, org]);
  return rows.map(({ id }) => id);
}
