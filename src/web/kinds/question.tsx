import { memo, type ReactNode, useId, useMemo } from "react";
import type { Json } from "#content/index.ts";
import type { FormQuestion } from "#kinds/form.ts";
import { questionKind, type Shape } from "#kinds/index.ts";
import { questionView } from "./index.ts";
import { KeyHint } from "./options.tsx";
import styles from "./question.module.css";
import { t } from "./words.ts";

export interface QuestionPanelProps {
  question: FormQuestion;
  value: Json | undefined;
  shape: Shape;
  /** Keep its identity between renderings (`useCallback`), so that typing in one question redraws no other. */
  onChange(name: string, value: Json | undefined): void;
  /** What is missing or wrong, once the person has tried to submit. */
  gap?: string | undefined;
  /** The letters of the question's parts; see `lettersOf`. */
  letters?: Readonly<Record<string, string>> | undefined;
  language?: string | undefined;
  /** What helps with the answer, under the question. Keep its identity too. */
  hint?: ReactNode;
}

/** One question of a form: title, help, editor and what is wrong with the answer. */
export const QuestionPanel = memo(function QuestionPanel(props: QuestionPanelProps) {
  const { question, value, onChange, gap, letters } = props;
  const id = useId();
  const settings = useSettings(question);
  const { Editor } = questionView(question.kind);
  const described = [question.help && `${id}-help`, gap && `${id}-gap`].filter(Boolean).join(" ");
  return (
    <fieldset className={styles.panel} data-question={question.name} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>
        <span dir="auto">{question.title}</span>
        {!question.required && <span className={styles.optional}> ({t("kinds.optional")})</span>}{" "}
        <KeyHint name={letters?.[""]} />
      </h2>
      {question.help && (
        <p id={`${id}-help`} className={styles.help} dir="auto">
          {question.help}
        </p>
      )}
      <Editor
        id={id}
        value={value}
        settings={settings}
        shape={props.shape}
        onChange={(next) => onChange(question.name, next as Json | undefined)}
        labelledBy={`${id}-title`}
        describedBy={described || undefined}
        invalid={gap !== undefined}
        letters={letters}
        language={props.language}
      />
      {props.hint && <div className={styles.hint}>{props.hint}</div>}
      {gap && (
        <p id={`${id}-gap`} className={styles.gap}>
          {gap}
        </p>
      )}
    </fieldset>
  );
});

export interface AnswerViewProps {
  question: FormQuestion;
  value: Json | undefined;
  /** An earlier value: shows what changed since. */
  before?: Json | undefined;
  shape: Shape;
  language?: string | undefined;
}

/** One answered question, to read: as it is, or what changed since an earlier value. */
export const AnswerView = memo(function AnswerView({
  question,
  value,
  before,
  shape,
  language,
}: AnswerViewProps) {
  const id = useId();
  const settings = useSettings(question);
  const { Viewer, Diff } = questionView(question.kind);
  const common = { settings, shape, language };
  return (
    <fieldset className={styles.panel} aria-labelledby={id}>
      <h2 id={id} className={styles.title} dir="auto">
        {question.title}
      </h2>
      {value === undefined || value === null ? (
        <p className={styles.help}>{t("kinds.noAnswer")}</p>
      ) : before === undefined || before === null ? (
        <Viewer {...common} value={value} />
      ) : (
        <Diff {...common} before={before} after={value} />
      )}
    </fieldset>
  );
});

function useSettings(question: FormQuestion): unknown {
  return useMemo(() => questionKind(question.kind).settings.parse(question.settings), [question]);
}
