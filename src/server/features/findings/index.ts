export { citeRules } from "./cite-rules.ts";
export { listCited } from "./list-cited.ts";
