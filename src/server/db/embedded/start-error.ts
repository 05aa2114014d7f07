export type StartErrorCode =
  | "in_use"
  | "no_permission"
  | "disk_full"
  | "damaged"
  | "wrong_version"
  | "not_a_folder"
  | "no_binaries"
  | "no_user"
  | "failed";

/** A start that cannot go on. `message` is one sentence for the person at the terminal. */
export class StartError extends Error {
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartError";
    this.code = code;
  }
}

const CAUSES: [RegExp, StartErrorCode, (folder: string) => string][] = [
  [/EEXIST|ENOTDIR|Not a directory/, "not_a_folder", notAFolder],
  [/No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/i, "disk_full", diskFull],
  [/could not look up effective user ID/, "no_user", noUser],
  [
    /error while loading shared libraries|cannot execute|ENOEXEC|Exec format error/,
    "no_binaries",
    noBinaries,
  ],
  [/incompatible with server|initialized by PostgreSQL version/, "wrong_version", wrongVersion],
  [/lock file "?[^"]*(?:postmaster\.pid|\.lock)"? already exists|is already in use/i, "in_use", inUse],
  [/pre-existing shared memory/, "in_use", stillEnding],
  [
    /checksum in control file|valid checkpoint record|invalid magic number|not a valid data directory|control file|page verification failed|could not (?:open|read) file "(?:global|base|pg_)|contains unexpected data|could not access status of transaction/,
    "damaged",
    damaged,
  ],
  [
    /Permission denied|Operation not permitted|EACCES|EPERM|EROFS|Read-only file system|ENOTSUP|ENOSYS|ENOENT.*(?:mkdir|symlink)/i,
    "no_permission",
    noPermission,
  ],
];

/**
 * Names the cause of a failed start.
 *
 * @param reason what PostgreSQL or the file system said, any number of lines
 * @param folder the data folder, as the person knows it
 */
export function explainStart(reason: string, folder: string): StartError {
  for (const [pattern, code, sentence] of CAUSES) {
    if (pattern.test(reason)) return new StartError(code, sentence(folder), { cause: reason });
  }
  const said = reason.split("\n").find((line) => /FATAL|PANIC|error/i.test(line)) ?? reason.split("\n")[0];
  return new StartError(
    "failed",
    `The database in ${folder} did not start: ${said?.trim().replace(/\.$/, "") || "no reason given"}.`,
    {
      cause: reason,
    },
  );
}

/** Turns whatever was thrown into a StartError. */
export function toStartError(error: unknown, folder: string): StartError {
  if (error instanceof StartError) return error;
  const text =
    error instanceof Error
      ? `${(error as NodeJS.ErrnoException).code ?? ""} ${error.message}`
      : String(error);
  const explained = explainStart(text, folder);
  return new StartError(explained.code, explained.message, { cause: error });
}

function diskFull(folder: string): string {
  return `There is no space left on the disk that holds ${folder}: free some and start again.`;
}
function notAFolder(folder: string): string {
  return `${folder} is not a folder: choose another data folder with --data.`;
}
function noPermission(folder: string): string {
  return `Plumbline may not use the data folder ${folder}: start it as the folder's owner, or choose another folder with --data.`;
}
function noUser(): string {
  return "The user id that Plumbline runs as has no entry in /etc/passwd, which PostgreSQL needs: add one, or set DATABASE_URL.";
}
function noBinaries(): string {
  return "The embedded PostgreSQL does not run on this system: set DATABASE_URL to a PostgreSQL 15 or newer.";
}
function wrongVersion(folder: string): string {
  return `The database in ${folder} was made by another version of PostgreSQL: start the Plumbline that made it, back up, and restore here.`;
}
function inUse(folder: string): string {
  return `The data folder ${folder} is in use by another process: stop that one, or choose another folder with --data.`;
}
function stillEnding(folder: string): string {
  return `The last processes of an earlier database in ${folder} have not ended yet: start again in a few seconds.`;
}
function damaged(folder: string): string {
  return `The database in ${folder} is damaged: restore a backup into a new data folder.`;
}
