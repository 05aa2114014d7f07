import { diffOf } from "./diff.tsx";
import { digitOfPlace, Options, placeOfDigit } from "./options.tsx";
import styles from "./parts.module.css";
import type { EditorProps, SettingsOf, ValueOf, ViewerProps, ViewOf } from "./view.ts";

type Settings = SettingsOf<"choice">;
type Value = ValueOf<"choice">;

function Editor({
  value,
  settings,
  onChange,
  id,
  labelledBy,
  describedBy,
  invalid,
}: EditorProps<Settings, Value>) {
  return (
    <Options
      type={settings.multiple ? "checkbox" : "radio"}
      name={id}
      labelledBy={labelledBy}
      describedBy={describedBy}
      invalid={invalid}
      column={settings.options.some((option) => option.label.length > 24)}
      items={settings.options.map((option, place) => ({
        label: option.label,
        keyName: digitOfPlace(place),
        selected: listOf(value).includes(option.value),
        onSelect: () => onChange(toggle(value, option.value, settings) ?? undefined),
      }))}
    />
  );
}

function Viewer({ value, settings }: ViewerProps<Settings, Value>) {
  const labels = listOf(value).map((v) => settings.options.find((option) => option.value === v)?.label ?? v);
  if (!settings.multiple) return <span dir="auto">{labels[0]}</span>;
  return (
    <ul className={styles.list}>
      {labels.map((label) => (
        <li key={label} dir="auto">
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Digits choose; the same digit again takes it back. */
export const choice: ViewOf<"choice"> = {
  Editor,
  Viewer,
  Diff: diffOf(Viewer),
  onKey: (key, { value, settings }) => {
    const option = settings.options[placeOfDigit(key, settings.options.length) ?? -1];
    return option && toggle(value, option.value, settings);
  },
};

/** Chooses an option, or takes it back where it was chosen; null where nothing is left. */
function toggle(value: Value | undefined, option: string, settings: Settings): Value | null {
  const chosen = listOf(value);
  if (!settings.multiple) return chosen.includes(option) ? null : option;
  const next = settings.options
    .map((o) => o.value)
    .filter((v) => (v === option ? !chosen.includes(v) : chosen.includes(v)));
  return next.length > 0 ? next : null;
}

function listOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
