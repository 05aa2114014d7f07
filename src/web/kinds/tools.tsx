import { JsonView } from "./turns.tsx";
import type { FieldViewOf } from "./view.ts";

/** Tool definitions, as they were given. */
export const tools: FieldViewOf<"tools"> = {
  Viewer: ({ value }) => <JsonView value={value} />,
};
