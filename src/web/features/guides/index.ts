export { ChangeList } from "./change-list.tsx";
export { NewGuideDialog } from "./new-guide-dialog.tsx";
export { Adoption, ProjectGuideView } from "./project-guide.tsx";
