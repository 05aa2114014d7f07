import type { ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { comboText } from "./keys.ts";
import { t } from "./messages/en.ts";
import { usePreferences } from "./preferences.ts";
import css from "./shortcut-help.module.css";
import { keysOf, type Shortcut, useShortcutList } from "./shortcuts.tsx";

/** Every key that does something on the page at hand. */
export function ShortcutHelp({ onClose }: { onClose: () => void }): ReactNode {
  const groups = joined(useShortcutList());
  const { singleKeys } = usePreferences();
  return (
    <Dialog open onClose={onClose} title={t("ui.keys")}>
      {!singleKeys && <p>{t("ui.keysOff")}</p>}
      {groups.every((group) => group.shortcuts.length === 0) && <p>{t("ui.keysNone")}</p>}
      {groups.map(
        (group) =>
          group.shortcuts.length > 0 && (
            <section key={group.title} className={css.group}>
              <h3>{group.title}</h3>
              <dl className={css.list}>
                {group.shortcuts.map((shortcut) => (
                  <div key={shortcut.id}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <kbd>{comboText(keysOf(shortcut))}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
      )}
    </Dialog>
  );
}

/** Groups of one title are shown as one, and a key that two of them know only once, as only one of them runs. */
function joined(groups: ReturnType<typeof useShortcutList>): { title: string; shortcuts: Shortcut[] }[] {
  const byTitle = new Map<string, Map<string, Shortcut>>();
  for (const { title, shortcuts } of groups) {
    const known = byTitle.get(title) ?? new Map<string, Shortcut>();
    for (const shortcut of shortcuts) known.set(shortcut.id, shortcut);
    byTitle.set(title, known);
  }
  return [...byTitle].map(([title, shortcuts]) => ({ title, shortcuts: [...shortcuts.values()] }));
}
