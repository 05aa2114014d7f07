import { diffOf } from "./diff.tsx";
import styles from "./slider.module.css";
import type { EditorProps, SettingsOf, ViewerProps, ViewOf } from "./view.ts";
import { t } from "./words.ts";

type Settings = SettingsOf<"slider">;

function Editor({ value, settings, onChange, ...props }: EditorProps<Settings, number>) {
  return (
    <div className={styles.slider}>
      <input
        type="range"
        min={0}
        max={100}
        data-part=""
        data-unset={value === undefined || undefined}
        value={value ?? 50}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-valuetext={value === undefined ? t("kinds.notSet") : undefined}
        aria-invalid={props.invalid ? true : undefined}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        // A press where the thumb already stands changes nothing, but means that value.
        onPointerUp={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <input
        type="number"
        className={styles.number}
        min={0}
        max={100}
        step={1}
        value={value ?? ""}
        placeholder="–"
        aria-label={t("kinds.slider.value")}
        onChange={(event) =>
          onChange(event.target.value === "" ? undefined : clamp(event.target.valueAsNumber))
        }
      />
      <div className={styles.ends}>
        <span dir="auto">0 {settings.low}</span>
        <span dir="auto">100 {settings.high}</span>
      </div>
    </div>
  );
}

function Viewer({ value, settings }: ViewerProps<Settings, number>) {
  return (
    <span>
      {value} <span className={styles.muted} dir="auto">{`(0 ${settings.low}, 100 ${settings.high})`}</span>
    </span>
  );
}

/** Digits type the number: 7 then 5 gives 75. + and - step by one; Backspace takes it back. */
export const slider: ViewOf<"slider"> = {
  Editor,
  Viewer,
  Diff: diffOf(Viewer),
  onKey: (key, { value }) => {
    if (/^[0-9]$/.test(key)) {
      const appended = (value ?? 0) * 10 + Number(key);
      return appended <= 100 ? appended : Number(key);
    }
    if (key === "Backspace" || key === "Delete") return null;
    if (key === "+" || key === "-") return clamp((value ?? 50) + (key === "+" ? 1 : -1));
    return undefined;
  },
};

function clamp(value: number): number {
  return Math.min(100, Math.max(0, Math.round(value)));
}
