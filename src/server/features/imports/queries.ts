import type { z } from "zod";
import { type Import, Mapping } from "#contract/imports.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

type State = z.infer<typeof Import>["state"];

function selectImports(db: Scoped, project: string) {
  return db
    .selectFrom("import as i")
    .leftJoin("name_of", "name_of.agent_id", "i.agent_id")
    .selectAll("i")
    .select("name_of.name as person")
    .select((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom("worked_item as st")
              .innerJoin("item_now as item", "item.id", "st.item_id")
              .select("item.id")
              .whereRef("st.project_id", "=", "i.project_id")
              .whereRef("st.position", ">=", "i.first_position")
              .whereRef("st.position", "<=", "i.last_position")
              .whereRef("item.import_id", "=", "i.id"),
          ),
          eb.exists(
            eb
              .selectFrom("kept_item as kept")
              .innerJoin("item_now as item", "item.id", "kept.item_id")
              .select("item.id")
              .where("kept.why", "=", "discussed")
              .whereRef("kept.project_id", "=", "i.project_id")
              .whereRef("item.import_id", "=", "i.id"),
          ),
          eb.exists(
            eb
              .selectFrom("held_slot as slot")
              .innerJoin("item_now as item", "item.id", "slot.item_id")
              .select("item.id")
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
