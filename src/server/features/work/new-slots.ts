import { BinaryRows } from "../../db/binary-rows.ts";
import type { Change } from "../../db/change.ts";
import { slotPosition } from "./queues.ts";

const COLUMNS = ["org_id", "item_id", "queue_id", "n", "position"];

/** The first slots of new items, as rows in the making. */
export class NewSlots {
  readonly #rows = new BinaryRows(1 << 18);

  /** Begins anew with nothing in it, in the same buffer. */
  clear(): void {
    this.#rows.clear();
  }

  /**
   * Opens the slots of an item where `queuesFor` says that it starts.
   * @param org and `item`: the sixteen bytes of their ids
   */
  open(org: Buffer, item: Buffer, position: number, start: { queue: number; slots: number }): void {
    const rows = this.#rows;
    for (let slot = 0; slot < start.slots; slot++) {
      rows.row(COLUMNS.length);
      rows.raw(org);
      rows.raw(item);
      rows.int4(start.queue);
      rows.int2(slot);
      rows.int8(slotPosition(1, position, slot));
    }
  }

  write(tx: Change): Promise<void> {
    return this.#rows.copyInto(tx.client, "slot", COLUMNS);
  }
}
