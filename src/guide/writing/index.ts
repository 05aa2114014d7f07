export { writeDocx } from "./docx.ts";
export { writeHtml } from "./html.ts";
export { type GuideToWrite, writeJson } from "./json.ts";
export { writePrompt } from "./prompt.ts";
