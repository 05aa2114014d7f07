import type { z } from "zod";
import { type Import, Mapping } from "#contract/imports.ts";
import type { Scoped } from "../../db/database.ts";
import { AppError } from "../../http/errors.ts";
import { personRef } from "../accounts/index.ts";

type State = z.infer<typeof Import>["state"];

function selectImports(db: Scoped, project: string) {
  return db
    .selectFrom("import as i")
    .leftJoin("identity", "identity.person_id", "i.agent_id")
    .selectAll("i")
    .select("identity.name as person")
    .select((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom("item_state as st")
              .innerJoin("item", "item.id", "st.item_id")
              .select("item.id")
              .whereRef("st.project_id", "=", "i.project_id")
              .where("st.state", "in", ["working", "review", "done", "cancelled"])
              .whereRef("st.position", ">=", "i.first_position")
              .whereRef("st.position", "<=", "i.last_position")
              .whereRef("item.import_id", "=", "i.id"),
          ),
          eb.exists(
            eb
              .selectFrom("thread")
              .innerJoin("item", "item.id", "thread.item_id")
              .select("item.id")
              .whereRef("thread.project_id", "=", "i.project_id")
              .whereRef("item.import_id", "=", "i.id"),
          ),
          eb.exists(
            eb
              .selectFrom("slot")
              .innerJoin("item", "item.id", "slot.item_id")
              .select("item.id")
              .where("slot.state", "=", 1)
              .whereRef("item.import_id", "=", "i.id"),
          ),
        ])
        .as("worked_on"),
    )
    .where("i.project_id", "=", project);
}

/** The imports of a project, newest first. */
export async function listImports(db: Scoped, project: string): Promise<Import[]> {
  const rows = await selectImports(db, project).orderBy("i.created_at", "desc").orderBy("i.id").execute();
  return rows.map(present);
}

/**
 * One import.
 * @throws AppError not_found
 */
export async function findImport(db: Scoped, project: string, id: string): Promise<Import> {
  const row = await selectImports(db, project).where("i.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return present(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectImports>["execute"]>>[number];

function present(row: Row): Import {
  const state = row.state as State;
  return {
    id: row.id,
    name: row.name,
    state,
    size: row.size,
    bytesRead: Math.min(row.bytes_read, row.size),
    linesRead: row.line,
    added: row.added,
    duplicates: row.duplicates,
    differing: row.differing,
    problems: row.problems,
    notes: row.notes,
    failure: row.failure,
    mapping: row.mapping === null ? null : Mapping.parse(row.mapping),
    by: personRef(row.agent_id, row.person),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    canTakeBack: (state === "done" || state === "failed") && !row.worked_on,
  };
}
