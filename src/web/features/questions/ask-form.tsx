import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import type { QuestionKind } from "#contract/questions.ts";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { comboOf, comboText } from "../../ui/keys.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { LikelyAnswers } from "./likely-answers.tsx";
import css from "./questions.module.css";
import { t } from "./words.ts";

interface AskProps {
  project: string;
  kind?: QuestionKind;
  rule?: { id: string; number: string; title: string } | null;
  /** The work that it is asked from. */
  assignment?: string | undefined;
  /** The example that a gate asks about. */
  example?: string | undefined;
  /** The language that it is asked in. */
  language?: string | undefined;
  onDone: () => void;
}

/** A question about the guide. While it is typed, what may already answer it appears below. */
export function AskForm({
  project,
  kind = "question",
  rule,
  assignment,
  example,
  language,
  onDone,
}: AskProps): ReactNode {
  const [text, setText] = useState("");
  const typed = useSettled(text);
  const isObjection = kind !== "question" && kind !== "wrong-question";
  const ready = isObjection || text.trim() !== "";
  const ask = useChange("questions", "ask", {
    refreshes: ["notices"],
    onDone: ({ mergedInto }) => {
      toast(t(mergedInto ? "questions.sameSent" : "questions.sent"));
      onDone();
    },
  });
  const send = (sameAs: string | null = null) => {
    const from = { assignment: assignment ?? null, example: example ?? null };
    const body = { kind, text, rule: rule?.id ?? null, ...from, sameAs };
    if (!ask.isPending && ready) ask.mutate({ params: { project }, body });
  };
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || comboOf(event) !== "mod+Enter") return;
    send();
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation(); // the work behind it is not submitted
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key of the controls within
    <div className={css.ask} onKeyDown={onKey}>
      {rule && (
        <p className={css.muted} dir="auto">
          {t("questions.about", { number: rule.number, title: rule.title })}
        </p>
      )}
      <TextArea
        label={t(`questions.text.${kind}`)}
        help={t("questions.textHelp")}
        {...(isObjection && { note: t("questions.optional") })}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {kind === "question" && (
        <LikelyAnswers project={project} text={typed} language={language} onSame={send} />
      )}
      <ErrorLine error={ask.error} />
      <div>
        <Button
          look="primary"
          busy={ask.isPending}
          disabled={!ready}
          keys={comboText("mod+Enter")}
          onClick={() => send()}
        >
          {t(kind === "question" ? "questions.send" : "questions.sendToDesk")}
        </Button>
      </div>
    </div>
  );
}

/** What was typed, once nobody has typed on for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
