export { canManage, ProjectPage } from "./project-page.tsx";
