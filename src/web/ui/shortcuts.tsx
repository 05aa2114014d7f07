import { useEffect } from "react";
import { type Combo, comboOf, isComposing, isSingleKey, takesText } from "./keys.ts";
import { currentPreferences, usePreferences } from "./preferences.ts";
import { useWatched, Watched } from "./watched.ts";

/** Something that a key does on the page at hand. */
export interface Shortcut {
  /** Stable name, under which a person may choose another key. */
  id: string;
  keys: Combo;
  label: string;
  run: () => void;
}

interface Group {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** The groups on the screen, the innermost last. */
const bound = new Watched<{ groups: readonly Group[] }>({ groups: [] });

/** The key of a command after the person's own choice. */
export function keysOf(shortcut: Pick<Shortcut, "id" | "keys">): Combo {
  return currentPreferences().keys[shortcut.id] ?? shortcut.keys;
}

/**
 * Binds keys for as long as the caller is on the screen, and lists them under `?`.
 * A key that a text takes, or that an input method is composing, is never a command.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  usePreferences();
  useEffect(() => {
    const group = { title, shortcuts };
    bound.set({ groups: [...bound.snapshot().groups, group] });
    return () => bound.set({ groups: bound.snapshot().groups.filter((one) => one !== group) });
  }, [title, shortcuts]);
}

/** All keys that do something now, by group. */
export function useShortcutList(): readonly Group[] {
  return useWatched(bound).groups;
}

/** Listens on the page; the innermost group that knows a key wins. */
export function runShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event)) return;
  const combo = comboOf(event);
  if (isSingleKey(combo) && (takesText(event.target) || !currentPreferences().singleKeys)) return;
  if (document.querySelector("dialog[open]") && combo !== "mod+k") return;
  for (const group of bound.snapshot().groups.toReversed()) {
    const shortcut = group.shortcuts.find((one) => keysOf(one) === combo);
    if (shortcut) {
      event.preventDefault();
      shortcut.run();
      return;
    }
  }
}
