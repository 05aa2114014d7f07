import { createHash } from "node:crypto";
import { type Attributes, canonical, type Hidden, type Material } from "#content/index.ts";
import { BinaryRows, uuidBytes } from "../../db/binary-rows.ts";
import { newIdBytes } from "../../db/id.ts";
import { NewSlots } from "../work/index.ts";
import { ItemJson } from "./item-json.ts";
import { hashOfId, KEY_BYTES } from "./item-key.ts";
import { KeyTable } from "./key-table.ts";

/** The columns of an item as a batch writes them; the first three values are filled in when it is committed. */
export const ITEM_COLUMNS = [
  ...["position", "at", "key", "id", "org_id", "project_id", "import_id", "line", "external_id", "family"],
  ...["split", "attributes", "hash", "shown", "hidden"],
] as const;

/** Where these values stand in a row: behind its count of columns and the length of each value. */
const [POSITION, AT, KEY, ID] = [6, 18, 30, 50];
/** Behind a hash: the length of what is shown, and the version of its encoding. */
const [HASH_BYTES, SHOWN_HEAD] = [32, 5];

const IDS = 1024;

export interface NewItem {
  material: Material;
  hidden: Hidden;
  attributes: Attributes;
  externalId: string | null;
  family: string | null;
  split: string | null;
}

/**
 * Items of one project on their way into the database, as rows in the making: each is written out as soon as it is
 * given, and what else must be known of it stands in columns of numbers. So a batch is a few buffers that are used
 * again, and leaves nothing for the garbage collector.
 */
export class NewItems {
  readonly rows: BinaryRows;
  /** The slots of the items, written when the batch is committed. */
  readonly slots = new NewSlots();
  count = 0;
  /** All different attributes in the batch, by number. */
  attributes: Attributes[] = [];
  #starts = new Int32Array(4096);
  #hashes = new Int32Array(4096);
  #lines = new Float64Array(4096);
  #attributesOf = new Int32Array(4096);
  #hasExternalId = new Uint8Array(4096);
  #keys: Buffer = Buffer.allocUnsafeSlow(4096 * KEY_BYTES);
  readonly #numbers = new Map<string, number>();
  readonly #json = new ItemJson();
  readonly #owner: [org: Buffer, project: Buffer, import_: Buffer | null];
  #ids: Buffer = Buffer.alloc(0);

  /** @param owner.import the import that brings them, null for items that no file does */
  constructor(owner: { org: string; project: string; import: string | null }, capacity: number) {
    this.rows = new BinaryRows(capacity);
    this.#owner = [
      uuidBytes(owner.org),
      uuidBytes(owner.project),
      owner.import === null ? null : uuidBytes(owner.import),
    ];
  }

  /** Begins anew with nothing in it, in the same buffers. */
  clear(): void {
    this.rows.clear();
    this.count = 0;
    this.attributes = [];
    this.#numbers.clear();
  }

  /**
   * Writes an item's row.
   * @param line where its file has it
   * @returns its number in the batch
   */
  add(item: NewItem, line: number | null = null): number {
    const { rows } = this;
    const hidden = Object.keys(item.hidden).length === 0 ? null : canonical(item.hidden);
    const json = this.#json.write(canonical(item.material), hidden);
    const attributes = canonical(item.attributes);
    const { externalId } = item;
    const at = this.count++;
    if (at === this.#starts.length) this.#grow();
    this.#starts[at] = rows.row(ITEM_COLUMNS.length);
    this.#lines[at] = line ?? 0;
    this.#attributesOf[at] = this.#numberOf(attributes, item.attributes);
    this.#hasExternalId[at] = externalId === null ? 0 : 1;
    rows.int8(0);
    rows.int8(0);
    const key = externalId === null ? json.hash : hashOfId(externalId);
    this.#keys.write(key, at * KEY_BYTES, KEY_BYTES, "binary");
    rows.bytesOf(key.slice(0, KEY_BYTES));
    this.#writeId();
    for (const id of this.#owner) {
      if (id) rows.raw(id);
      else rows.null();
    }
    if (line === null) rows.null();
    else rows.int8(line);
    rows.text(externalId);
    rows.text(item.family);
    rows.text(item.split);
    rows.json(attributes);
    this.#hashes[at] = rows.length + 4;
    rows.bytesOf(json.hash);
    rows.jsonBytes(json.shown);
    if (json.hidden) rows.jsonBytes(json.hidden);
    else rows.null();
    return at;
  }

  /** The line of the file that an item is from. */
  lineOf(at: number): number {
    return this.#lines[at]!;
  }

  hasExternalId(at: number): boolean {
    return this.#hasExternalId[at] === 1;
  }

  /** The number of an item's attributes in `attributes`. */
  attributesOf(at: number): number {
    return this.#attributesOf[at]!;
  }

  /** The key of an item's external id, or of its content where it has none; in hex. */
  keyOf(at: number): string {
    return this.#keys.toString("hex", at * KEY_BYTES, (at + 1) * KEY_BYTES);
  }

  /** The first half of the hash of what an item shows and hides, in hex. */
  hashOf(at: number): string {
    return this.rows.bytes.toString("hex", this.#hashes[at]!, this.#hashes[at]! + HASH_BYTES / 2);
  }

  /** What an item shows. */
  materialOf(at: number): Material {
    const { bytes } = this.rows;
    const start = this.#hashes[at]! + HASH_BYTES;
    const shown = bytes.toString("utf8", start + SHOWN_HEAD, start + 4 + bytes.readInt32BE(start));
    return JSON.parse(shown) as Material;
  }

  /** An empty table over the keys of this batch. */
  keyTable(): KeyTable {
    return new KeyTable(this.#keys, this.count);
  }

  /** The bytes of an item's id; they stand in the batch's buffer. */
  idOf(at: number): Buffer {
    const start = this.#starts[at]! + ID;
    return this.rows.bytes.subarray(start, start + 16);
  }

  /** Where an item's row stands in the buffer. */
  stretchOf(at: number): [start: number, end: number] {
    return [this.#starts[at]!, at + 1 < this.count ? this.#starts[at + 1]! : this.rows.length];
  }

  /** One hash over items of a committed batch, as their rows were sent, up to the hash of what each shows and hides. */
  proofOf(items: Int32Array): string {
    const proof = createHash("sha256");
    for (const at of items)
      proof.update(this.rows.bytes.subarray(this.#starts[at]!, this.#hashes[at]! + HASH_BYTES));
    return proof.digest("hex");
  }

  /** Fills in what is known only when the batch is committed: place, time, and another key where one is given. */
  place(at: number, position: number, time: number, key: Buffer | null): void {
    const start = this.#starts[at]!;
    this.rows.putInt8(start + POSITION, position);
    this.rows.putInt8(start + AT, time);
    const stored = key ?? this.#keys.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES);
    stored.copy(this.rows.bytes, start + KEY);
  }

  #numberOf(json: string, attributes: Attributes): number {
    const known = this.#numbers.get(json);
    if (known !== undefined) return known;
    this.#numbers.set(json, this.attributes.length);
    return this.attributes.push(attributes) - 1;
  }

  #writeId(): void {
    if (this.#ids.length === 0) this.#ids = newIdBytes(IDS);
    this.rows.raw(this.#ids.subarray(0, 16));
    this.#ids = this.#ids.subarray(16);
  }

  #grow(): void {
    const larger = <T extends Int32Array | Float64Array | Uint8Array>(made: T, from: T): T => {
      made.set(from);
      return made;
    };
    const size = this.#starts.length * 2;
    this.#starts = larger(new Int32Array(size), this.#starts);
    this.#hashes = larger(new Int32Array(size), this.#hashes);
    this.#lines = larger(new Float64Array(size), this.#lines);
    this.#attributesOf = larger(new Int32Array(size), this.#attributesOf);
    this.#hasExternalId = larger(new Uint8Array(size), this.#hasExternalId);
    this.#keys = larger(Buffer.allocUnsafeSlow(size * KEY_BYTES), this.#keys);
  }
}
