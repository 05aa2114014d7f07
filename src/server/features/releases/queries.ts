import type { Json } from "#content/index.ts";
import { type Release, ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { formats } from "#formats/export/index.ts";
import { Form } from "#kinds/form.ts";
import type { Scoped } from "../../db/scoped.ts";
import { AppError } from "../../errors.ts";
import { personRef } from "../accounts/index.ts";

function selectReleases(db: Scoped, project: string) {
  return db
    .selectFrom("release as r")
    .leftJoin("name_of", "name_of.agent_id", "r.agent_id")
    .selectAll("r")
    .select("name_of.name as person")
    .where("r.project_id", "=", project)
    .orderBy("r.n", "desc");
}

type Row = Awaited<ReturnType<ReturnType<typeof selectReleases>["execute"]>>[number];

/** The releases of a project, newest first. */
export async function listReleases(db: Scoped, project: string): Promise<Release[]> {
  return withFiles(db, project, await selectReleases(db, project).execute());
}

/**
 * One release.
 * @throws AppError not_found
 */
export async function findRelease(db: Scoped, project: string, id: string): Promise<Release> {
  const rows = await selectReleases(db, project).where("r.id", "=", id).execute();
  const [release] = await withFiles(db, project, rows);
  if (!release) throw new AppError("not_found");
  return release;
}

/**
 * A file of a release and where it is kept.
 * @throws AppError not_found
 */
export async function findFile(db: Scoped, project: string, id: string, name: string) {
  const row = await db
    .selectFrom("release_file as f")
    .innerJoin("release as r", "r.id", "f.release_id")
    .select(["f.name", "f.type", "f.size", "f.blob", "r.n"])
    .where("r.project_id", "=", project)
    .where("r.id", "=", id)
    .where("f.name", "=", name)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
}

/** The formats that there are, and which of them the project's form can fill. */
export async function listFormats(db: Scoped, project: string) {
  const row = await db.selectFrom("project_now").select("form").where("id", "=", project).executeTakeFirst();
  const form = row?.form ? Form.parse(row.form) : null;
  return formats.map(({ name, title, fits }) => ({ name, title, fits: form !== null && fits(form) }));
}

async function withFiles(db: Scoped, project: string, rows: Row[]): Promise<Release[]> {
  const ids = rows.map(({ id }) => id);
  const files =
    ids.length === 0
      ? []
      : await db
          .selectFrom("release_file as f")
          .innerJoin("release as r", "r.id", "f.release_id")
          .selectAll("f")
          .where("r.id", "in", ids)
          .where("r.project_id", "=", project)
          .orderBy("f.name")
          .execute();
  return rows.map((row) =>
    present(
      row,
      files.filter((file) => file.release_id === row.id),
    ),
  );
}

function present(
  row: Row,
  files: { name: string; format: string; type: string; rows: number; size: number; sha256: Buffer }[],
): Release {
  return {
    id: row.id,
    n: row.n,
    name: row.name,
    notes: row.notes,
    state: row.state as Release["state"],
    filter: ReleaseFilter.parse(row.filter),
    policy: ReleasePolicy.parse(row.policy),
    formats: row.formats,
    items: row.items,
    answers: row.answers,
    failure: row.failure,
    manifest: row.state === "ready" ? (row.manifest as Json) : null,
    files: files.map(({ name, format, type, rows: count, size, sha256 }) => ({
      ...{ name, format, type, rows: count, size },
      sha256: sha256.toString("hex"),
    })),
    by: personRef(row.agent_id, row.person),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
