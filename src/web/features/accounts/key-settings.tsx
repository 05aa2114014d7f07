import { type KeyboardEvent, type ReactNode, useState } from "react";
import { changePreferences } from "../../frame/change-preferences.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { type Combo, comboOf, comboText, isComposing } from "../../ui/keys.ts";
import { Section } from "../../ui/page.tsx";
import { usePreferences } from "../../ui/preferences.ts";
import { announce } from "../../ui/toast.tsx";
import { COMMANDS, type Command } from "../work/index.ts";
import css from "./account.module.css";
import { t } from "./words.ts";

/** Single keys on or off, and another key for each command. */
export function KeySettings(): ReactNode {
  const { singleKeys, keys } = usePreferences();
  const [listening, setListening] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const keyOf = (command: Command): Combo => keys[command.id] ?? command.keys;

  function press(event: KeyboardEvent, command: Command): void {
    if (isComposing(event.nativeEvent) || ["Control", "Meta", "Alt", "Shift", "Tab"].includes(event.key))
      return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    setListening(null);
    if (event.key === "Escape") return;
    const combo = comboOf(event.nativeEvent);
    const other = COMMANDS.find((one) => one.id !== command.id && keyOf(one) === combo);
    if (other) {
      const message = t("accounts.key.taken", { key: comboText(combo), command: other.label() });
      setTaken(message);
      announce(message);
      return;
    }
    setTaken(null);
    changePreferences({ keys: { ...keys, [command.id]: combo } });
  }
  function reset(command: Command): void {
    const { [command.id]: _, ...rest } = keys;
    changePreferences({ keys: rest });
  }

  return (
    <Section title={t("accounts.keys")}>
      <Checkbox
        label={t("accounts.singleKeys")}
        help={t("accounts.singleKeysHelp")}
        checked={singleKeys}
        onChange={(event) => changePreferences({ singleKeys: event.target.checked })}
      />
      {taken && <p role="alert">{taken}</p>}
      <details>
        <summary className={css.summary}>{t("accounts.keys.change")}</summary>
        <ul className={css.keys}>
          {COMMANDS.map((command) => (
            <li key={command.id} className={css.keyRow}>
              <span>{command.label()}</span>
              {keys[command.id] && keys[command.id] !== command.keys && (
                <Button small look="quiet" onClick={() => reset(command)}>
                  {t("accounts.key.reset", { key: comboText(command.keys) })}
                </Button>
              )}
              <Button
                small
                aria-label={t("accounts.key.change", {
                  command: `${command.label()}, ${comboText(keyOf(command))}`,
                })}
                aria-pressed={listening === command.id}
                onClick={() => setListening(command.id)}
                onKeyDown={(event) => listening === command.id && press(event, command)}
                onBlur={() => setListening(null)}
              >
                {listening === command.id ? t("accounts.key.press") : comboText(keyOf(command))}
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
