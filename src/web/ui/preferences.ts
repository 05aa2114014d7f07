import { useSyncExternalStore } from "react";
import type { Preferences } from "#contract/accounts.ts";

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

let current: Preferences = DEFAULTS;
const listeners = new Set<() => void>();
const dark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");

/** How this person likes the screens. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

export function currentPreferences(): Preferences {
  return current;
}

/** Takes over preferences: from the account when it is known, or a change at once while that is being saved. */
export function applyPreferences(next: Partial<Preferences>): void {
  current = { ...current, ...next };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Private windows may have no storage: then the server's copy has to do.
  }
  paint();
  for (const listener of listeners) listener();
}

/** What this browser knew last, before the account answers. */
export function restorePreferences(): void {
  try {
    current = { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    current = DEFAULTS;
  }
  dark?.addEventListener("change", paint);
  paint();
}

/** The zone in which times are shown: the chosen one, else the browser's. */
export function timeZone(): string {
  if (current.timeZone !== "UTC") return current.timeZone;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function paint(): void {
  const root = document.documentElement;
  const theme = current.theme === "system" ? (dark?.matches ? "dark" : "light") : current.theme;
  root.dataset.theme = theme;
  root.lang = current.locale === "pseudo" ? "en" : current.locale;
  root.style.setProperty("--text-read", `${current.textSize / 16}rem`);
  root.style.setProperty("--measure", `${current.lineWidth}ch`);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
