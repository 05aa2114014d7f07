import { type ReactNode, useMemo } from "react";
import type { z } from "zod";
import type { Json } from "#content/index.ts";
import { Checkbox, Select, TextArea, TextInput } from "../ui/field.tsx";
import { RowsEditor } from "./rows-editor.tsx";
import { type Control, errorAt, type Setting, settingsOf } from "./setting-controls.ts";
import css from "./settings.module.css";
import { settingTitle, t } from "./words.ts";

type Settings = Record<string, Json>;

interface SettingsEditorProps {
  schema: z.ZodType;
  value: Settings;
  /** What is wrong, by path below the settings, e.g. `labels` or `options.1.value`. */
  errors: ReadonlyMap<string, string>;
  onChange(next: Settings): void;
}

/** The settings of a kind, each with the control that its schema asks for. */
export function SettingsEditor({ schema, value, errors, onChange }: SettingsEditorProps): ReactNode {
  const settings = useMemo(() => settingsOf(schema), [schema]);
  if (settings.length === 0) return null;
  return (
    <div className={css.settings}>
      {settings.map((setting) => (
        <SettingControl
          key={setting.name}
          setting={setting}
          value={value[setting.name] ?? (setting.initial as Json | undefined) ?? null}
          errors={errors}
          onChange={(next) => onChange({ ...value, [setting.name]: next })}
        />
      ))}
    </div>
  );
}

interface ControlProps {
  setting: Setting;
  value: Json;
  errors: ReadonlyMap<string, string>;
  onChange(next: Json): void;
}

function SettingControl({ setting, value, errors, onChange }: ControlProps): ReactNode {
  const { name, control } = setting;
  const label = settingTitle(name);
  const error = errorAt(errors, name);
  if (control.type === "rows") {
    return (
      <RowsEditor
        label={label}
        control={control}
        value={value}
        errors={errors}
        path={name}
        onChange={onChange}
      />
    );
  }
  if (control.type === "flag") {
    return (
      <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    );
  }
  if (control.type === "lines") {
    return (
      <TextArea
        label={label}
        help={t("settings.linesHelp")}
        error={error}
        rows={Math.max(3, Array.isArray(value) ? value.length + 1 : 3)}
        value={Array.isArray(value) ? value.join("\n") : ""}
        onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"))}
      />
    );
  }
  return <SimpleControl label={label} control={control} value={value} error={error} onChange={onChange} />;
}

interface SimpleProps {
  label: string;
  /** Read aloud instead of the label where several controls share it. */
  control: Control;
  value: Json;
  error?: string | undefined;
  onChange(next: Json): void;
}

/** A control for a number, a line or one of a few words. */
export function SimpleControl({ label, control, value, error, onChange }: SimpleProps): ReactNode {
  if (control.type === "choice") {
    return (
      <Select
        label={label}
        error={error}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {control.nullable && <option value="">{t("settings.noneChosen")}</option>}
        {control.options.map((option) => (
          <option key={option} value={option}>
            {settingTitle(option)}
          </option>
        ))}
      </Select>
    );
  }
  if (control.type === "number") {
    return (
      <TextInput
        label={label}
        error={error}
        inputMode="numeric"
        value={value === null ? "" : String(value)}
        onChange={(event) => onChange(numberIn(event.target.value, control.nullable))}
      />
    );
  }
  return (
    <TextInput
      label={label}
      error={error}
      value={typeof value === "string" ? value : ""}
      onChange={(event) =>
        onChange(event.target.value === "" && control.nullable ? null : event.target.value)
      }
    />
  );
}

/** A number, or what was typed where it is none yet, so that the schema can say so. */
function numberIn(text: string, nullable: boolean): Json {
  if (text.trim() === "") return nullable ? null : "";
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
