export { NewGuideDialog } from "./new-guide-dialog.tsx";
export { Adoption, ProjectGuideView } from "./project-guide.tsx";
