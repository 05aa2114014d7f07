import { limitsInWords } from "./demonstration.tsx";
import { TextDiff } from "./diff.tsx";
import { dirOf, PlainText } from "./markdown.tsx";
import styles from "./parts.module.css";
import type { EditorProps, FieldViewOf, SettingsOf, ViewOf } from "./view.ts";

function Editor({
  value = "",
  settings,
  onChange,
  language,
  ...props
}: EditorProps<SettingsOf<"text">, string>) {
  const limits = limitsInWords(settings);
  const common = {
    value,
    placeholder: settings.placeholder,
    "data-part": "",
    "aria-labelledby": props.labelledBy,
    "aria-describedby": [props.describedBy, limits.length > 0 ? `${props.id}-limits` : ""]
      .filter(Boolean)
      .join(" "),
    "aria-invalid": props.invalid ? true : undefined,
    dir: dirOf(language),
    lang: language,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value || undefined),
  };
  return (
    <div className={styles.group}>
      {settings.multiline ? (
        <textarea className={`${styles.input} ${styles.area}`} {...common} />
      ) : (
        <input type="text" className={styles.input} {...common} />
      )}
      {limits.length > 0 && (
        <p id={`${props.id}-limits`} className={styles.hint}>
          {limits.join(" · ")}
        </p>
      )}
    </div>
  );
}

/** A note in plain text. */
export const text: ViewOf<"text"> = {
  Editor,
  Viewer: ({ value, language }) => <PlainText text={value} language={language} />,
  Diff: TextDiff,
};

/** A text of the item, just as it is. */
export const textField: FieldViewOf<"text"> = {
  Viewer: ({ value, language }) => <PlainText text={value} language={language} />,
};
