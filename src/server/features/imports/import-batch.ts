import { hash } from "node:crypto";
import { type Attributes, canonical } from "#content/index.ts";
import type { Imported } from "#formats/import/index.ts";
import { excerpt } from "#formats/read/index.ts";
import { BinaryRows, uuidBytes } from "../../db/binary-rows.ts";
import { newIdBytes } from "../../db/id.ts";

/** The columns of an item as a batch writes them; the first three values are filled in when it is committed. */
export const ITEM_COLUMNS = [
  ...["position", "at", "key", "id", "org_id", "project_id", "import_id", "line", "external_id", "family"],
  ...["split", "attributes", "hash", "shown", "hidden"],
] as const;

/** An item of a batch: where its row stands, and what decides whether it goes in. */
export interface BatchItem {
  start: number;
  end: number;
  positionAt: number;
  timeAt: number;
  keyAt: number;
  /** Hex; of the external id, or of the content where there is none. */
  key: string;
  hasExternalId: boolean;
  id: Buffer;
  line: number;
  attributes: Attributes;
}

/** A line of the import's report. */
export interface Remark {
  line: number;
  reason: string;
  text: string;
  /** A note on something that was imported all the same. */
  landed: boolean;
}

const NOTHING = Object.freeze({});
const IDS = 1024;

/**
 * Items of one import on their way into the database, as rows in the making: each is written out as soon as it is
 * read, so that a batch is one buffer and not a heap of objects.
 */
export class ImportBatch {
  readonly rows: BinaryRows;
  items: BatchItem[] = [];
  remarks: Remark[] = [];
  /** Lines read that could not be an item. */
  problems = 0;
  readonly #org: Buffer;
  readonly #project: Buffer;
  readonly #import: Buffer;
  readonly #json = new ItemJson();
  #ids: Buffer = Buffer.alloc(0);

  constructor(owner: { org: string; project: string; import: string }, capacity: number) {
    this.rows = new BinaryRows(capacity);
    this.#org = uuidBytes(owner.org);
    this.#project = uuidBytes(owner.project);
    this.#import = uuidBytes(owner.import);
  }

  clear(): void {
    this.rows.clear();
    this.items = [];
    this.remarks = [];
    this.problems = 0;
  }

  refuse(line: number, reason: string, text: string): void {
    this.problems++;
    this.remarks.push({ line, reason, text, landed: false });
  }

  add(line: number, item: Imported, notes: readonly string[]): void {
    const { rows } = this;
    const shown = canonical(item.material);
    const hidden = Object.keys(item.hidden).length === 0 ? null : canonical(item.hidden);
    const json = this.#json.write(shown, hidden);
    const { externalId } = item;
    const key = externalId === null ? json.hash.subarray(0, 16) : externalKey(externalId);
    const hasAttributes = Object.keys(item.attributes).length > 0;
    const id = this.#nextId();
    const start = rows.row(ITEM_COLUMNS.length);
    const positionAt = rows.int8(0);
    const timeAt = rows.int8(0);
    const keyAt = rows.raw(key);
    rows.raw(id);
    rows.raw(this.#org);
    rows.raw(this.#project);
    rows.raw(this.#import);
    rows.int8(line);
    rows.text(externalId);
    rows.text(item.family);
    rows.text(item.split);
    rows.json(hasAttributes ? canonical(item.attributes) : "{}");
    rows.raw(json.hash);
    rows.jsonBytes(json.shown);
    if (json.hidden) rows.jsonBytes(json.hidden);
    else rows.null();
    this.items.push({
      ...{ start, end: rows.length, positionAt, timeAt, keyAt, id, line },
      key: key.toString("hex"),
      hasExternalId: externalId !== null,
      attributes: hasAttributes ? item.attributes : NOTHING,
    });
    if (notes.length > 0 || item.notes.length > 0) {
      const text = excerpt(textOf(item));
      for (const reason of new Set([...notes, ...item.notes]))
        this.remarks.push({ line, reason, text, landed: true });
    }
  }

  /** Stores an item under another key than that of its content: for what the same file brings twice. */
  rekey(item: BatchItem, key: Buffer): void {
    key.copy(this.rows.bytes, item.keyAt);
  }

  #nextId(): Buffer {
    if (this.#ids.length === 0) this.#ids = newIdBytes(IDS);
    const id = this.#ids.subarray(0, 16);
    this.#ids = this.#ids.subarray(16);
    return id;
  }
}

const [OPEN, MIDDLE, CLOSE] = ['{"hidden":', ',"shown":', "}"];

/** What an item shows and hides, encoded once: for its row and for its hash. */
class ItemJson {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);

  /** The results stand in a buffer that the next call uses again. */
  write(shown: string, hidden: string | null): { shown: Buffer; hidden: Buffer | null; hash: Buffer } {
    const most = (shown.length + (hidden?.length ?? 4)) * 3 + 32;
    if (this.#bytes.length < most) this.#bytes = Buffer.allocUnsafeSlow(most * 2);
    const bytes = this.#bytes;
    const hiddenAt = bytes.write(OPEN);
    const hiddenEnd = hiddenAt + bytes.write(hidden ?? "null", hiddenAt);
    const shownAt = hiddenEnd + bytes.write(MIDDLE, hiddenEnd);
    const shownEnd = shownAt + bytes.write(shown, shownAt);
    const end = shownEnd + bytes.write(CLOSE, shownEnd);
    return {
      shown: bytes.subarray(shownAt, shownEnd),
      hidden: hidden === null ? null : bytes.subarray(hiddenAt, hiddenEnd),
      hash: hash("sha256", bytes.subarray(0, end), "buffer"),
    };
  }
}

/** SHA-256 of what an item shows and hides: of `{"hidden":…,"shown":…}` in canonical JSON. */
export function itemHash(shown: string, hidden: string | null): Buffer {
  return hash("sha256", `${OPEN}${hidden ?? "null"}${MIDDLE}${shown}${CLOSE}`, "buffer");
}

/** The key of an external id in its project. */
export function externalKey(externalId: string): Buffer {
  return hash("sha256", `id:${externalId}`, "buffer").subarray(0, 16);
}

/** The key of content that its file has had before, on an earlier line. */
export function repeatedKey(key: string, line: number): Buffer {
  return hash("sha256", `again:${key}:${line}`, "buffer").subarray(0, 16);
}

function textOf({ material }: Imported): string {
  const content = material.prompt.at(-1)?.content ?? "";
  return typeof content === "string" ? content : "";
}
