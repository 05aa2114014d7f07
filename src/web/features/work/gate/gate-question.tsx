import type { ReactNode } from "react";
import type { GateQuestion } from "#contract/gates.ts";
import { Verdict } from "#guide/entry.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { ObjectionButtons } from "../../questions/index.ts";
import css from "./gate-screen.module.css";
import { t } from "./words.ts";

interface Props {
  project: string;
  question: GateQuestion;
  given: Verdict | undefined;
  onGive: (verdict: Verdict) => void;
}

/** An example without its verdict, and the three that it may have. */
export function GateQuestionView({ project, question, given, onGive }: Props): ReactNode {
  const { example, rule, number, title, prompt, response } = question;
  return (
    <fieldset className={css.question}>
      <legend dir="auto">{t("gate.question", { number, title })}</legend>
      {prompt && (
        <div>
          <p className={css.label}>{t("gate.prompt")}</p>
          <Markdown text={prompt} />
        </div>
      )}
      <div>
        {prompt && <p className={css.label}>{t("gate.response")}</p>}
        <Markdown text={response} />
      </div>
      <div className={css.verdicts}>
        {Verdict.options.map((verdict) => (
          <label key={verdict}>
            <input
              type="radio"
              name={example}
              value={verdict}
              checked={given === verdict}
              onChange={() => onGive(verdict)}
            />
            {t(`gate.verdict.${verdict}`)}
          </label>
        ))}
      </div>
      <ObjectionButtons
        project={project}
        kinds={["wrong-question"]}
        rule={{ id: rule, number, title }}
        example={example}
      />
    </fieldset>
  );
}
