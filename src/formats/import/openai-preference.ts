import { columnShape } from "./column-shape.ts";
import { isObject, own, type Row, share } from "./shape.ts";

/** OpenAI preference fine-tuning: `input` with messages, `preferred_output`, `non_preferred_output`; older spelling too. */
export const openaiPreference = columnShape({
  name: "openai-preference",
  title: "Preferences (OpenAI fine-tuning)",
  recognise: (_targets, rows) => share(rows, isOpenai),
  flatten: (row) => {
    const { input, ...rest } = row;
    return isObject(input) ? { ...input, ...rest } : row;
  },
});

function isOpenai(row: Row): boolean {
  const input = own(row, "input");
  const preferred = own(row, "preferred_output") ?? own(row, "preferred_completion");
  return isObject(input) && Array.isArray(input.messages) && Array.isArray(preferred);
}
