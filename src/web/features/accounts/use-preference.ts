import { useRef } from "react";
import type { Preferences } from "#contract/accounts.ts";
import { api, queries } from "../../api.ts";
import { applyPreferences, currentPreferences } from "../../ui/preferences.ts";
import { whatHappened } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";

/** Changes preferences on the screen at once and on the server when the person pauses. */
export function usePreferenceChange(): (patch: Partial<Preferences>) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  return (patch) => {
    applyPreferences(patch);
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      api.accounts.update({ body: { preferences: currentPreferences() } }).then(
        (me) => queries.setQueryData(["accounts", "me", {}], me),
        (error: unknown) => toast(whatHappened(error), { tone: "bad" }),
      );
    }, 300);
  };
}
