import { columnShape } from "./column-shape.ts";
import { isObject, own, share } from "./shape.ts";

/** Conversations as lists of from and value, with function calls, observations and tools. */
export const shareGpt = columnShape({
  name: "sharegpt",
  title: "Conversations (ShareGPT)",
  recognise: (targets, rows) => {
    const isShareGpt = share(rows, (row) => {
      const list = own(row, "conversations") ?? own(row, "conversation");
      return Array.isArray(list) && isObject(list[0]) && "from" in list[0] && "value" in list[0];
    });
    return targets.has("chosen") ? 0 : 0.88 * isShareGpt;
  },
});
