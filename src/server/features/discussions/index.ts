export { eraseComments } from "./erase-comments.ts";
export { notify } from "./notify.ts";
