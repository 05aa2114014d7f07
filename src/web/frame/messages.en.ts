/** English words of the frame around the pages of a project, by key; `{name}` is filled in. */
export const messages = {
  "frame.projects": "Projects",
  "frame.one": "Project",
  "frame.nav": "Parts of the project",
  "frame.nav.overview": "Overview",
  "frame.nav.items": "Items",
  "frame.nav.form": "Form",
  "frame.nav.guide": "Instructions",
  "frame.nav.imports": "Imports",
  "frame.nav.releases": "Releases",
  "frame.nav.people": "People",
  "frame.nav.leases": "In hand",
  "frame.nav.settings": "Settings",
  "frame.state.open": "open",
  "frame.state.paused": "paused",
  "frame.state.closed": "closed",
  "frame.state.archived": "archived",
} as const;
