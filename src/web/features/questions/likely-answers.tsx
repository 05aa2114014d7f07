import type { ReactNode } from "react";
import type { LikelyAnswer } from "#contract/questions.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { useRead } from "./api.ts";
import css from "./questions.module.css";
import { t } from "./words.ts";

interface LikelyProps {
  project: string;
  text: string;
  language?: string | undefined;
  /** Asks the same as an earlier question. */
  onSame: (question: string) => void;
}

/** Fewer letters say too little. */
const ENOUGH = 4;

/** Rules and earlier questions that may answer what is being typed. */
export function LikelyAnswers({ project, text, language, onSame }: LikelyProps): ReactNode {
  const asked = text.trim().slice(0, 500);
  const query = { text: asked, ...(language && { language }) };
  const read = useRead(
    "questions",
    "likely",
    { params: { project }, query },
    { enabled: asked.length >= ENOUGH, keep: true },
  );
  const rows = asked.length >= ENOUGH ? read.data?.rows : undefined;
  return (
    <section aria-label={t("questions.likely")} aria-live="polite" className={css.likely}>
      {rows && (
        <p className={css.label}>{t(rows.length > 0 ? "questions.likely" : "questions.likelyNone")}</p>
      )}
      {rows?.map((one) => (
        <Likely key={one.id} likely={one} onSame={onSame} />
      ))}
    </section>
  );
}

function Likely({ likely, onSame }: { likely: LikelyAnswer; onSame: (question: string) => void }): ReactNode {
  const { kind, id, rule, text, ruling } = likely;
  if (kind === "rule")
    return (
      <details className={css.likelyOne}>
        <summary dir="auto">
          {t("questions.likelyRule", { number: rule?.number ?? "", title: rule?.title ?? "" })}
        </summary>
        <Markdown text={text} />
      </details>
    );
  return (
    <details className={css.likelyOne} open={ruling !== null}>
      <summary dir="auto">
        <Badge tone={ruling === null ? "neutral" : "good"}>
          {t(ruling === null ? "questions.likelyAsked" : "questions.likelyRuled")}
        </Badge>{" "}
        {text}
      </summary>
      {ruling === null ? (
        <p className={css.muted}>{t("questions.likelyOpen")}</p>
      ) : (
        <Markdown text={ruling} />
      )}
      <Button small onClick={() => onSame(id)}>
        {t("questions.same")}
      </Button>
    </details>
  );
}
