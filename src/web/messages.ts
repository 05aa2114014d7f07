import { translator } from "./ui/messages/index.ts";

/** The words of the frame around every page. */
export const t = translator({
  "app.nothingHere": "There is no page at this address",
  "app.nothingHereHelp": "It may have moved, or the link is incomplete.",
  "app.toHome": "Go to Home",
  "app.home": "Home",
  "app.projects": "Projects",
  "app.people": "People",
  "app.account": "Account",
  "app.menu": "Menu",
  "app.accountOf": "Account of {name}",
  "app.signOut": "Sign out",
  "app.goTo": "Go to",
  "app.keys": "Keys",
  "app.everywhere": "Everywhere",
  "app.theme.light": "Light theme",
  "app.theme.dark": "Dark theme",
  "app.theme.system": "Theme of the system",
  "app.work": "Answer in {project}",
  "app.items": "Items",
  "app.form": "Form",
  "app.imports": "Imports",
  "app.releases": "Releases",
});
