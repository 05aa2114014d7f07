import { Markdown } from "./markdown.tsx";
import type { FieldViewOf } from "./view.ts";

/** A text of the item, rendered. */
export const markdown: FieldViewOf<"markdown"> = {
  Viewer: ({ value, language }) => <Markdown text={value} language={language} />,
};
