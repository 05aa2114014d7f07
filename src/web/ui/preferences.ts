import type { Preferences } from "#contract/accounts.ts";
import { useWatched, Watched } from "./watched.ts";

const KEY = "plumbline.preferences";
const DEFAULTS: Preferences = {
  theme: "system",
  textSize: 17,
  lineWidth: 70,
  singleKeys: true,
  keys: {},
  locale: "en",
  timeZone: "UTC",
};

const watched = new Watched(DEFAULTS);
const dark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");

/** How this person likes the screens. */
export function usePreferences(): Preferences {
  return useWatched(watched);
}

export const currentPreferences: () => Preferences = watched.snapshot;

/** Takes over preferences: from the account when it is known, or a change at once while that is being saved. */
export function applyPreferences(next: Partial<Preferences>): void {
  watched.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(currentPreferences()));
  } catch {
    // Private windows may have no storage: then the server's copy has to do.
  }
  paint();
}

/** What this browser knew last, before the account answers. */
export function restorePreferences(): void {
  try {
    watched.set(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>);
  } catch {
    // Nothing is kept here, or nothing that can be read.
  }
  dark?.addEventListener("change", paint);
  paint();
}

/** The zone in which times are shown: the chosen one, else the browser's. */
export function timeZone(): string {
  const { timeZone } = currentPreferences();
  return timeZone !== "UTC" ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function paint(): void {
  const root = document.documentElement;
  const { theme, locale, textSize, lineWidth } = currentPreferences();
  root.dataset.theme = theme === "system" ? (dark?.matches ? "dark" : "light") : theme;
  root.lang = locale === "pseudo" ? "en" : locale;
  root.style.setProperty("--text-read", `${textSize / 16}rem`);
  root.style.setProperty("--measure", `${lineWidth}ch`);
}
