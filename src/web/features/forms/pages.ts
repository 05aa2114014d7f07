import { page } from "../../frame/page.ts";
import { ALL_SEEING } from "../../frame/roles.ts";

/** The pages of forms. */
export const formsPages = [
  page({
    path: "/projects/:project/form",
    title: "Form",
    icon: "form",
    load: async () => (await import("./form-page.tsx")).FormPage,
    inProject: { for: ALL_SEEING, group: "design", order: 2 },
  }),
  page({
    path: "/projects/:project/form/:version",
    load: async () => (await import("./version-page.tsx")).VersionPage,
  }),
  page({
    path: "/projects/:project/form/:version/preview",
    load: async () => (await import("./preview-page.tsx")).PreviewPage,
    frame: "bare",
  }),
] as const;
