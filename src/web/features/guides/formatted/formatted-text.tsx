import { type ReactNode, useEffect, useEffectEvent, useId, useState } from "react";
import css from "./formatted-text.module.css";
import { readFormatted } from "./markdown-document.ts";
import { Toolbar } from "./toolbar.tsx";
import { useEditorView } from "./use-editor-view.ts";
import { t } from "./words.ts";

export interface FormattedProps {
  label: string;
  rows?: number;
  value: string;
  onChange: (value: string) => void;
  /** The text as source, with a note on why. */
  source: (note?: string) => ReactNode;
  /** Called when the text can be typed into. */
  onShown: () => void;
}

/** Edits Markdown as formatted text, or as source where it could not be written back as it stands. */
export function FormattedText(props: FormattedProps): ReactNode {
  const { value, onChange, source } = props;
  const [shown, setShown] = useState(() => ({ value, read: readFormatted(value) }));
  // Others' changes come in; what has become source stays source, so that it does not change while one types.
  if (shown.value !== value) setShown({ value, read: shown.read && readFormatted(value) });
  const { read } = shown;
  if (!read) return source(t("formatted.sourceOnly"));
  return (
    <Editor
      {...props}
      read={read}
      onChange={(written) => {
        setShown({ value: written, read });
        onChange(written);
      }}
    />
  );
}

type EditorProps = Omit<FormattedProps, "source" | "value"> & {
  read: NonNullable<ReturnType<typeof readFormatted>>;
};

function Editor({ label, rows = 2, read, onChange, onShown }: EditorProps): ReactNode {
  const id = useId();
  const { host, view, state } = useEditorView(read, onChange, {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": id,
    dir: "auto",
    class: css.text!,
    style: `min-block-size: ${rows * 1.5 + 1}em`,
  });
  const shown = useEffectEvent(onShown);
  useEffect(() => {
    if (view) shown();
  }, [view]);
  return (
    <div className={css.field}>
      <div className={css.head}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a press on a label goes to its text */}
        <span id={id} className={css.label} onClick={() => view?.focus()}>
          {label}
        </span>
        {view && state && <Toolbar view={view} state={state} field={label} />}
      </div>
      <div ref={host} />
    </div>
  );
}
