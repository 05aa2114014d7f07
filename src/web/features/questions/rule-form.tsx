import { type ReactNode, useState } from "react";
import { type DeskQuestion, RulingUse } from "#contract/questions.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./questions.module.css";
import { Since } from "./rulings.tsx";
import { t } from "./words.ts";

interface RuleProps {
  guide: string;
  question: DeskQuestion;
  mayRule: boolean;
}

/** The rulings on a question, the newest first, and a field for the next one. */
export function RuleForm({ guide, question, mayRule }: RuleProps): ReactNode {
  const [text, setText] = useState("");
  const rule = useChange("questions", "rule", {
    refreshes: ["guides"],
    onDone: () => {
      setText("");
      toast(t("questions.ruled"));
    },
  });
  const [last] = question.rulings;
  return (
    <div className={css.rule}>
      {question.rulings.map((ruling, at) => (
        <article key={ruling.id} className={css.ruling} data-earlier={at > 0}>
          <p className={css.row}>
            {at > 0 ? <Badge>{t("questions.earlier")}</Badge> : <Since since={ruling.since} />}
            <Time value={ruling.at} />
            {ruling.uses.map((use) => (
              <Badge key={use} tone="good">
                {t(`questions.used.${use}`)}
              </Badge>
            ))}
          </p>
          <Markdown text={ruling.text} />
          {at === 0 && mayRule && ruling.rule && (
            <div className={css.row}>
              {RulingUse.options.map((use) => (
                <LinkButton
                  key={use}
                  small
                  href={hrefOf(
                    "/guides/:guide",
                    { guide },
                    { entry: ruling.rule!, question: question.id, use },
                  )}
                >
                  {t(`questions.use.${use}`)}
                </LinkButton>
              ))}
            </div>
          )}
        </article>
      ))}
      {mayRule && (
        <>
          <TextArea
            label={t("questions.ruling")}
            help={t("questions.rulingHelp")}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ErrorLine error={rule.error} />
          <div>
            <Button
              look={last ? "plain" : "primary"}
              busy={rule.isPending}
              disabled={text.trim() === ""}
              onClick={() =>
                rule.mutate({
                  params: { guide, question: question.id },
                  body: { text, after: last?.id ?? null },
                })
              }
            >
              {t(last ? "questions.ruleAgain" : "questions.rule")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
