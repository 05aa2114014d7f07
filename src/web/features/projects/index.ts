export { canManage, ProjectPage, seesAll } from "./project-page.tsx";
