import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import { startThread } from "./add-comment.ts";
import type { Reader } from "./reader.ts";

interface OfItem {
  item: string;
  answer: string;
}

/**
 * The answer that a piece of work is or was about.
 * @throws AppError not_found for another's work, or work that is about no answer
 */
export async function subjectOf(tx: Change, reader: Reader, assignment: string): Promise<OfItem> {
  const { rows } = await tx.client.query<OfItem>(
    `select item_id as item, answer_id as answer from handed_subject
     where assignment_id = $1 and agent_id = $2 and project_id = $3 and org_id = $4`,
    [assignment, reader.person, reader.project, tx.org],
  );
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}

/**
 * Asks the author of an answer, who gets a notice wherever they work by now. Neither learns who the other is.
 * @returns the thread's id
 * @throws AppError not_found for an answer that is not the item's; not_ready for one that no other person wrote
 */
export async function askAuthor(
  tx: Change,
  reader: Reader,
  { item, answer }: OfItem,
  text: string,
): Promise<string> {
  const { rows } = await tx.client.query<{ author: string; reachable: boolean }>(
    `select first.agent_id as author, m.active is true and first.agent_id <> $5 as reachable
     from answer_version a join answer_version first on first.slot_id = a.slot_id and first.n = 1
     left join member m on m.project_id = a.project_id and m.person_id = first.agent_id
     where a.id = $1 and a.item_id = $2 and a.project_id = $3 and a.org_id = $4`,
    [answer, item, reader.project, tx.org, tx.agent],
  );
  if (!rows[0]) throw new AppError("not_found");
  const { author: asked, reachable } = rows[0];
  if (!reachable)
    throw new AppError("not_ready", { message: "This answer's author can't be reached in this project." });
  return startThread(tx, reader, { item, anchor: null, text, mentions: [], asked });
}
