import type { Preferences } from "#contract/accounts.ts";
import { queries } from "../api.ts";
import { applyPreferences, currentPreferences } from "../ui/preferences.ts";
import { whatHappened } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { api } from "./api.ts";

const PAUSE_MS = 300;
let unsent: Partial<Preferences> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

/** Changes preferences on the screen at once and on the server when the person pauses. */
export function changePreferences(patch: Partial<Preferences>): void {
  applyPreferences(patch);
  unsent = { ...unsent, ...patch };
  clearTimeout(timer);
  timer = setTimeout(() => void send(), PAUSE_MS);
}

async function send(): Promise<void> {
  const preferences = unsent;
  const shown = currentPreferences();
  unsent = {};
  try {
    const me = await api.accounts.update({ body: { preferences } });
    // An answer that does not know of what was changed meanwhile would take that back.
    if (currentPreferences() === shown) queries.setQueryData(["accounts", "me", {}], me);
  } catch (error) {
    toast(whatHappened(error), { tone: "bad" });
  }
}
