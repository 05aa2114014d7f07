export { publishWorkflow } from "./publish-workflow.ts";
