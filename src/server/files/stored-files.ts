import type pg from "pg";

/** A file of the store: whose it is, and what. */
export interface StoredFile {
  key: string;
  org: string;
  project: string | null;
  /** What it belongs to: the table and its row. */
  about: string;
  id: string;
  /** Null while it arrives. */
  size: number | null;
  sha256?: Buffer | null;
}

/**
 * Writes a file down in the ledger, in the transaction of the row that it belongs to; again when it has arrived. What
 * stands there is backed up and looked after, whichever feature stored it.
 */
export async function recordFile(client: pg.Pool | pg.ClientBase, file: StoredFile): Promise<void> {
  await client.query(
    `insert into stored_file (key, org_id, project_id, about, about_id, size, sha256) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (key) do update set size = excluded.size, sha256 = excluded.sha256`,
    [file.key, file.org, file.project, file.about, file.id, file.size, file.sha256 ?? null],
  );
}

/** Takes a file out of the ledger, in the transaction after which it is removed from the store. */
export async function forgetFile(client: pg.ClientBase, org: string, key: string): Promise<void> {
  await client.query("delete from stored_file where key = $1 and org_id = $2", [key, org]);
}
