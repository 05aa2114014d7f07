import { columnShape } from "./column-shape.ts";
import { own, type Row, share } from "./shape.ts";

/** A response and whether it is good (KTO, unpaired preference): the verdict is kept apart. */
export const kto = columnShape({
  name: "kto",
  title: "Responses with a verdict (KTO)",
  recognise: (targets, rows) => {
    const isVerdict = (row: Row) => ["boolean"].includes(typeof (own(row, "kto_tag") ?? own(row, "label")));
    const answered = targets.has("messages") || targets.has("response");
    return answered && share(rows, isVerdict) > 0.9 ? 0.95 : 0;
  },
});
