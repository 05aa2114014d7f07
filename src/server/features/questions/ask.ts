import type { QuestionKind } from "#contract/questions.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { AppError } from "../../errors.ts";
import { adoptionOf, listWriters } from "../guides/index.ts";
import { expectRule } from "./expect-rule.ts";

/** A question is due so many days after it was asked, until someone sets another date. */
const DAYS = 2;
/** So many questions of one person wait in a project at the same time, and so many are asked in a day. */
const MOST_OPEN = 20;
const MOST_A_DAY = 100;

interface NewQuestion {
  kind: QuestionKind;
  text: string;
  rule: string | null;
  assignment: string | null;
  example: string | null;
  sameAs: string | null;
}

/**
 * Puts a question on the desk of the project's guide. Its rule's owner gets it, else nobody yet.
 * @returns the question's id
 * @throws AppError not_ready for a project without a guide, or an objection to reviews that are not there; not_found for a
 * rule, a piece of work or an earlier question that is not theirs to ask about; invalid without words where they are needed;
 * too_many for who asks more than anyone can answer
 */
export async function ask(tx: Change, project: string, asked: NewQuestion): Promise<string> {
  const { kind, text, rule } = asked;
  if (text === "" && (kind === "question" || kind === "wrong-question"))
    throw new AppError("invalid", { fields: { text: "Write your question." } });
  const adoption = await adoptionOf(tx, project);
  if (!adoption)
    throw new AppError("not_ready", {
      message: "This project has no guide yet, so there is nothing to ask about.",
    });
  const { guide, version } = adoption;
  if (rule) await expectRule(tx, guide, rule);
  const item = asked.assignment && (await itemOf(tx, project, asked.assignment));
  const reviews = item && isObjection(kind) ? await reviewsOf(tx, project, item, kind) : [];
  const into = asked.sameAs && (await openQuestion(tx, project, asked.sameAs));
  const owner = rule && !into ? await ownerOf(tx, { project, guide, rule }) : null;
  const id = newId();
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`questions ${project}`]);
  await tx.client.query(
    `insert into desk_question (id, org_id, project_id, guide_id, n, kind, entry_id, version_id, item_id, review_id, other_review_id,
       example_id, text, agent_id, owner_id, state, merged_into, due_at)
     select $1, $2, $3, $4, coalesce(max(n), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
       case when $15::uuid is null then 'open' else 'merged' end, $15, clock() + make_interval(days => ${DAYS})
     from desk_question where project_id = $3 and org_id = $2`,
    [
      ...[id, tx.org, project, guide, kind, rule, version, item, reviews[0] ?? null, reviews[1] ?? null],
      ...[kind === "wrong-question" ? asked.example : null, text, tx.agent, owner, into],
    ],
  );
  await expectFew(tx, project);
  tx.event({ kind: "question.asked", project, body: { question: id, kind, owner } });
  return id;
}

/** Nobody fills a desk alone. @throws AppError too_many */
async function expectFew(tx: Change, project: string): Promise<void> {
  const { rows } = await tx.client.query<{ open: number; today: number }>(
    `select count(*) filter (where state = 'open')::int as open, count(*) filter (where at > clock() - interval '1 day')::int as today
     from desk_question where agent_id = $1 and project_id = $2 and org_id = $3`,
    [tx.agent, project, tx.org],
  );
  const { open, today } = rows[0]!;
  if (open > MOST_OPEN)
    throw new AppError("too_many", {
      message: `${MOST_OPEN} of your questions are still open. Ask again when some of them are answered.`,
    });
  if (today > MOST_A_DAY)
    throw new AppError("too_many", {
      message: `You have asked ${MOST_A_DAY} questions within a day. Ask again tomorrow.`,
    });
}

const isObjection = (kind: QuestionKind) =>
  kind === "wrong-rule" || kind === "unclear" || kind === "contradiction";

/** The item of a piece of work that the asker has or had. */
async function itemOf(tx: Change, project: string, assignment: string): Promise<string> {
  const { rows } = await tx.client.query<{ item: string }>(
    "select item_id as item from hand_over where id = $1 and agent_id = $2 and project_id = $3 and org_id = $4",
    [assignment, tx.agent, project, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].item;
}

/** The last review of the asker's answer to an item; where two contradict each other, the one before too. */
async function reviewsOf(tx: Change, project: string, item: string, kind: QuestionKind): Promise<string[]> {
  const wanted = kind === "contradiction" ? 2 : 1;
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from decision where author_id = $1 and item_id = $2 and project_id = $3 and org_id = $4
     order by at desc, id desc limit $5`,
    [tx.agent, item, project, tx.org, wanted],
  );
  if (rows.length < wanted)
    throw new AppError("not_ready", {
      message:
        wanted === 2
          ? "Your answer was reviewed only once, so no two reviews contradict each other."
          : "Your answer hasn't been reviewed.",
    });
  return rows.map(({ id }) => id);
}

/** The question that an earlier one is now, if others may ask it too. */
async function openQuestion(tx: Change, project: string, question: string): Promise<string> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select target.id from desk_question q join desk_question target on target.id = coalesce(q.merged_into, q.id)
     where q.id = $1 and q.project_id = $2 and q.org_id = $3 and target.state in ('open', 'answered') and target.kind = 'question'
     for update of target`,
    [question, project, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].id;
}

/** The person who answers for a rule, if they may rule on it. */
async function ownerOf(
  tx: Change,
  { project, guide, rule }: { project: string; guide: string; rule: string },
): Promise<string | null> {
  const { rows } = await tx.client.query<{ owner: string | null }>(
    "select content->>'owner' as owner from guide_entry_now where id = $1 and guide_id = $2 and org_id = $3",
    [rule, guide, tx.org],
  );
  const person = rows[0]?.owner;
  if (!person) return null;
  const [owner] = await listWriters(tx.client, { org: tx.org, guide, project, person });
  return owner?.id ?? null;
}
