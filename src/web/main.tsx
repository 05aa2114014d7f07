import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { followPerson, queries } from "./api.ts";
import { App } from "./frame/app.tsx";
import type { PageEntry } from "./frame/page.ts";
import { setPages } from "./frame/page-table.ts";
import { keepForOffline } from "./offline.ts";
import { PAGES } from "./pages.ts";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/inter/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./ui/fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { setLocale } from "./ui/messages/index.ts";
import { currentPreferences, restorePreferences } from "./ui/preferences.ts";
import { followLinks } from "./ui/routing.ts";
import { runShortcut } from "./ui/shortcuts.tsx";

setPages(PAGES as readonly PageEntry[]);
restorePreferences();
setLocale(new URLSearchParams(window.location.search).get("locale") ?? currentPreferences().locale);
document.addEventListener("click", followLinks);
document.addEventListener("keydown", runShortcut);
followPerson();
keepForOffline();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>,
  );
}
