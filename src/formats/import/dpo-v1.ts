import { columnShape } from "./column-shape.ts";
import { own, share } from "./shape.ts";

/** `chosen_messages` and `rejected_messages`, each the whole dialogue. */
export const dpoV1 = columnShape({
  name: "dpo-v1",
  title: "Chosen and rejected dialogues (DPO v1)",
  recognise: (_targets, rows) =>
    share(
      rows,
      (row) => Array.isArray(own(row, "chosen_messages")) && Array.isArray(own(row, "rejected_messages")),
    ),
  adjust: (targets) => {
    if (targets.has("chosen_messages")) targets.set("chosen_messages", "chosen");
    if (targets.has("rejected_messages")) targets.set("rejected_messages", "rejected");
  },
});
