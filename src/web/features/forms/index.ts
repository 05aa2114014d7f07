export { conditionValues } from "./condition-values.ts";
