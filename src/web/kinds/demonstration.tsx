import { useDeferredValue, useState } from "react";
import { TextDiff } from "./diff.tsx";
import { dirOf, Markdown, preloadMarkdown } from "./markdown.tsx";
import styles from "./parts.module.css";
import { useCounts } from "./use-counts.ts";
import type { EditorProps, SettingsOf, ViewOf } from "./view.ts";
import { t } from "./words.ts";

type Props = EditorProps<SettingsOf<"demonstration">, string>;

function Editor({ value = "", settings, onChange, language, ...props }: Props) {
  const [preview, setPreview] = useState(false);
  const shown = useDeferredValue(value);
  return (
    <div className={styles.group}>
      <textarea
        className={`${styles.input} ${styles.area} ${styles.tall}`}
        data-part=""
        value={value}
        placeholder={settings.placeholder}
        aria-labelledby={props.labelledBy}
        aria-describedby={[props.describedBy, `${props.id}-counts`].filter(Boolean).join(" ")}
        aria-invalid={props.invalid ? true : undefined}
        dir={dirOf(language)}
        lang={language}
        spellCheck
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
      <div className={styles.bar}>
        <Counts id={`${props.id}-counts`} text={value} settings={settings} />
        <button
          type="button"
          className={styles.option}
          aria-pressed={preview}
          onPointerEnter={preloadMarkdown}
          onFocus={preloadMarkdown}
          onClick={() => setPreview(!preview)}
        >
          {t("kinds.preview")}
        </button>
      </div>
      {preview && (
        <div className={styles.preview}>
          {shown.trim() === "" ? (
            <p className={styles.hint}>{t("kinds.previewEmpty")}</p>
          ) : (
            <Markdown text={shown} language={language} />
          )}
        </div>
      )}
    </div>
  );
}

interface CountsProps {
  id: string;
  text: string;
  settings: Pick<SettingsOf<"demonstration">, "minimumWords" | "maximumWords">;
}

/** Words, what the form asks for, and tokens. */
function Counts({ id, text, settings }: CountsProps) {
  const { words, tokens } = useCounts(text);
  const parts = [t("kinds.words", { count: words }), ...limitsInWords(settings)];
  if (tokens !== null) parts.push(t("kinds.tokens", { count: tokens }));
  return (
    <p id={id} className={styles.hint}>
      {parts.join(" · ")}
    </p>
  );
}

/** The word limits of a form, as short phrases. */
export function limitsInWords({ minimumWords, maximumWords }: CountsProps["settings"]): string[] {
  return [
    ...(minimumWords > 0 ? [t("kinds.atLeastWords", { count: minimumWords })] : []),
    ...(maximumWords === null ? [] : [t("kinds.atMostWords", { count: maximumWords })]),
  ];
}

/** Markdown with a preview, and a count of words and tokens. */
export const demonstration: ViewOf<"demonstration"> = {
  Editor,
  Viewer: ({ value, language }) => <Markdown text={value} language={language} />,
  Diff: TextDiff,
};
