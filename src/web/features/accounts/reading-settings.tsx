import type { ReactNode } from "react";
import { changePreferences } from "../../frame/change-preferences.ts";
import { Field, Select } from "../../ui/field.tsx";
import { setLocale } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { usePreferences } from "../../ui/preferences.ts";
import css from "./account.module.css";
import { t } from "./words.ts";

/** How texts look and in which zone times are told. */
export function ReadingSettings(): ReactNode {
  const preferences = usePreferences();
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section title={t("accounts.reading")}>
      <div className={css.form}>
        <Select
          label={t("accounts.theme")}
          value={preferences.theme}
          onChange={(event) => changePreferences({ theme: event.target.value as typeof preferences.theme })}
        >
          {(["system", "light", "dark"] as const).map((theme) => (
            <option key={theme} value={theme}>
              {t(`accounts.theme.${theme}`)}
            </option>
          ))}
        </Select>
        <Range
          label={t("accounts.textSize")}
          text={t("accounts.textSizeValue", { size: preferences.textSize })}
          min={14}
          max={24}
          value={preferences.textSize}
          onChange={(textSize) => changePreferences({ textSize })}
        />
        <Range
          label={t("accounts.lineWidth")}
          text={t("accounts.lineWidthValue", { width: preferences.lineWidth })}
          min={45}
          max={100}
          value={preferences.lineWidth}
          onChange={(lineWidth) => changePreferences({ lineWidth })}
        />
      </div>
      <p className={css.sample}>{t("accounts.sample")}</p>
      <div className={css.form}>
        <Select
          label={t("accounts.timeZone")}
          value={preferences.timeZone}
          onChange={(event) => changePreferences({ timeZone: event.target.value })}
        >
          <option value="UTC">{t("accounts.timeZone.browser", { zone: browserZone })}</option>
          {zones().map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </Select>
        <Select
          label={t("accounts.locale")}
          value={preferences.locale}
          onChange={(event) => {
            setLocale(event.target.value);
            changePreferences({ locale: event.target.value });
          }}
        >
          <option value="en">English</option>
          <option value="pseudo">{t("accounts.locale.pseudo")}</option>
        </Select>
      </div>
    </Section>
  );
}

interface RangeProps {
  label: string;
  /** The value in words. */
  text: string;
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}

function Range({ label, text, min, max, value, onChange }: RangeProps): ReactNode {
  return (
    <Field label={label} note={text}>
      {(control) => (
        <input
          type="range"
          {...control}
          className={css.range}
          min={min}
          max={max}
          value={value}
          aria-valuetext={text}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      )}
    </Field>
  );
}

/** The zones that the browser knows, with UTC by a name of its own. */
function zones(): string[] {
  return ["Etc/UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}
