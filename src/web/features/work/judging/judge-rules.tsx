import { type ReactNode, useId } from "react";
import type { JudgedRule } from "#contract/work.ts";
import { type AnswerBody, ruleKey } from "#kinds/answer.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import css from "./judge-rules.module.css";
import { t } from "./words.ts";

const JUDGEMENTS = ["kept", "broken", "not-applicable"] as const;

interface JudgeProps {
  rules: readonly JudgedRule[];
  body: AnswerBody;
  onChange: (name: string, value: string) => void;
  /** Whether the person has tried to submit, so that what is missing is said. */
  tried: boolean;
  /** Whether an accepted answer is judged once more. */
  again?: boolean;
}

/** Of each rule whether it is kept, broken or does not apply: part of the draft like an answer to a question. */
export function JudgeRules({ rules, body, onChange, tried, again = false }: JudgeProps): ReactNode {
  const id = useId();
  return (
    <section className={css.rules} aria-labelledby={id}>
      <h2 id={id}>{t(again ? "work.judge.changed" : "work.judge.title")}</h2>
      <p className={css.help}>{t(again ? "work.judge.changedHelp" : "work.judge.help")}</p>
      {rules.map(({ rule, number, title, statement }) => {
        const name = ruleKey(rule);
        return (
          <fieldset key={rule} className={css.rule} data-question={name}>
            <legend>
              {number} <span dir="auto">{title}</span>
            </legend>
            {statement && <Markdown text={statement} />}
            <div className={css.choices}>
              {JUDGEMENTS.map((judgement) => (
                <label key={judgement}>
                  <input
                    type="radio"
                    name={`${id}-${name}`}
                    checked={body[name] === judgement}
                    onChange={() => onChange(name, judgement)}
                  />
                  {t(`work.judge.${judgement}`)}
                </label>
              ))}
            </div>
            {tried && !body[name] && <p className={css.gap}>{t("work.judge.gap")}</p>}
          </fieldset>
        );
      })}
    </section>
  );
}
