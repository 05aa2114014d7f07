export { AdoptDialog } from "./adopt-dialog.tsx";
export { ChangeList } from "./change-list.tsx";
export { NewGuideDialog } from "./new-guide-dialog.tsx";
export { Adoption, ProjectGuideView } from "./project-guide.tsx";
export { BehindBadge } from "./translations/behind-badge.tsx";
export { LanguageSelect } from "./translations/language-select.tsx";
export { translateChanges } from "./translations/translate-changes.ts";
export { inLanguage, useReading } from "./translations/use-reading.ts";
