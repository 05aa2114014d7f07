import type { Change } from "../../db/change.ts";
import type { Reader } from "./reader.ts";
import { subjectOfThread } from "./visible-threads.ts";

/**
 * Resolves or reopens a thread.
 * @throws AppError not_found for a thread that is not the caller's to see
 */
export async function resolveThread(
  tx: Change,
  reader: Reader,
  thread: string,
  resolved: boolean,
): Promise<void> {
  const { subject, id } = await subjectOfThread(tx.client, reader, thread);
  const { rowCount } = await tx.client.query(
    `update thread set resolved_at = case when $3 then clock() end, resolved_by = case when $3 then $4::uuid end
     where id = $1 and org_id = $2 and project_id = $5 and (resolved_at is not null) <> $3`,
    [thread, tx.org, resolved, tx.agent, reader.project],
  );
  if (rowCount === 0) return;
  const kind = resolved ? "thread.resolved" : "thread.reopened";
  tx.event({ kind, project: reader.project, item: subject === "item" ? id : null, body: { thread } });
}
