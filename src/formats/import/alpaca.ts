import type { Json } from "#content/index.ts";
import { columnShape } from "./column-shape.ts";
import { isObject, own, type Row, share } from "./shape.ts";

/**
 * Instruction, input, output (Stanford Alpaca, LLaMA-Factory with `history`; Self-Instruct, whose `instances` hold
 * inputs and outputs).
 */
export const alpaca = columnShape({
  name: "alpaca",
  title: "Instructions with outputs (Alpaca)",
  recognise: (_targets, rows) => {
    const isAlpaca = (row: Row) => own(row, "instruction") !== undefined && own(row, "output") !== undefined;
    const isSelfInstruct = (row: Row) =>
      own(row, "instruction") !== undefined && Array.isArray(row.instances);
    return 0.86 * share(rows, (row) => isAlpaca(row) || isSelfInstruct(row));
  },
  unfold: function* (row) {
    const { instances, ...rest } = row;
    if (!Array.isArray(instances)) return yield row;
    const id = own(row, "id");
    let at = 0;
    for (const instance of instances.filter(isObject)) {
      yield { ...rest, ...instance, ...(id !== undefined && at > 0 && { id: `${id}#${at + 1}` }) };
      at++;
    }
  },
  flatten: (row) => {
    const { history, ...rest } = row;
    if (!Array.isArray(history) || history.length === 0 || typeof row.instruction !== "string") return row;
    const turns = history.flatMap((turn): Json[] =>
      Array.isArray(turn)
        ? [
            { role: "user", content: turn[0] ?? "" },
            { role: "assistant", content: turn[1] ?? "" },
          ]
        : [],
    );
    return { ...rest, instruction: [...turns, { role: "user", content: row.instruction }] };
  },
});
