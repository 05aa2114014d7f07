/** The parts of a project in the order of the sidebar; those without a title hold a page that needs none. */
export const GROUPS = {
  overview: null,
  design: "Design",
  data: "Data",
  people: "People",
  plan: "Plan",
  quality: "Quality",
  evaluate: "Evaluate",
  settings: null,
} as const;
export type GroupName = keyof typeof GROUPS;
