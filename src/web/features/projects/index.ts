export { canManage, ProjectPage, seesAll } from "./project-page.tsx";
export { stageTitle } from "./words.ts";
