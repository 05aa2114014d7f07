export { writeDocx } from "./docx.ts";
export { writeHtml } from "./html.ts";
export { type GuideToWrite, writeJson } from "./json.ts";
export { markMarkdown, markOf } from "./mark.ts";
export { writePrompt } from "./prompt.ts";
