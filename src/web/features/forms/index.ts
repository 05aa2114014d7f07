export { conditionValues } from "./condition-values.ts";
export { RulePicker } from "./rule-picker.tsx";
