import type { Readable } from "node:stream";

/** Where files are kept: imports as they came, releases as they were written. Keys are made by us, never by a user. */
export interface Store {
  /** Where another process of ours finds the same files; null where none can. */
  readonly folder: string | null;
  /** Writes a file; readers see all of it or, after a failure, nothing. Returns its size in bytes. */
  write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** Reads from a byte offset on. Rejects with code ENOENT where there is no such file. */
  read(key: string, from?: number): Readable;
  size(key: string): Promise<number>;
  /** The keys in a folder that were last written before a time, also of files of which only a part has arrived. */
  list(folder: string, before: Date): Promise<string[]>;
  /** Removes a file; one that is not there is no error. */
  remove(key: string): Promise<void>;
}
