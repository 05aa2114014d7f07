import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Json } from "#content/index.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Shape } from "#kinds/index.ts";
import { focusTarget } from "../../../kinds/keys.ts";
import { AnswerView } from "../../../kinds/question.tsx";
import { Button } from "../../../ui/button.tsx";
import type { SaverView } from "../keeping/draft-saver.ts";
import type { Held } from "../keeping/held.ts";
import type { Clash } from "../keeping/merge-drafts.ts";
import type { WorkSession } from "../keeping/session.ts";
import { t } from "../words.ts";
import css from "./conflict-view.module.css";

type Choice = "mine" | "theirs" | "both";

/** Two tabs wrote different things: the person says which goes on, question by question. */
export function ConflictView({
  session,
  held,
  saver,
  shape,
}: {
  session: WorkSession;
  held: Held;
  saver: SaverView;
  shape: Shape;
}): ReactNode {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const choiceOf = (clash: Clash) => choices[clash.question] ?? "mine";
  // The text that was being written is gone from the screen and comes back: the focus goes with it.
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(saver.clashes[0]?.question ?? "");
  useEffect(() => {
    heading.current?.focus();
    return () => focusTarget(document, { question: first.current, part: "" });
  }, []);
  function goOn(): void {
    const body: AnswerBody = { ...held.body };
    for (const clash of saver.clashes) {
      const value = chosenOf(clash, choiceOf(clash));
      if (value === undefined) delete body[clash.question];
      else body[clash.question] = value;
    }
    void session.saver?.resolve(body);
  }
  return (
    <div className={css.conflict} role="alert">
      <h2 ref={heading} tabIndex={-1}>
        {t("work.conflict")}
      </h2>
      <p>{t("work.conflictHelp")}</p>
      {saver.clashes.map((clash) => {
        const question = held.form.questions.find(({ name }) => name === clash.question);
        if (!question) return null;
        const offers: Choice[] = bothTexts(clash) ? ["mine", "theirs", "both"] : ["mine", "theirs"];
        return (
          <fieldset key={clash.question} className={css.clash}>
            <legend dir="auto">{question.title}</legend>
            {offers.map((choice) => (
              <div key={choice} className={css.side}>
                <label>
                  <input
                    type="radio"
                    name={clash.question}
                    checked={choiceOf(clash) === choice}
                    onChange={() => setChoices({ ...choices, [clash.question]: choice })}
                  />
                  {t(`work.conflict.${choice}`)}
                </label>
                {choice !== "both" && (
                  <AnswerView question={question} value={chosenOf(clash, choice)} shape={shape} />
                )}
              </div>
            ))}
          </fieldset>
        );
      })}
      <Button look="primary" onClick={goOn}>
        {t("work.conflict.use")}
      </Button>
    </div>
  );
}

function bothTexts({ mine, theirs }: Clash): boolean {
  return typeof mine === "string" && typeof theirs === "string";
}

function chosenOf(clash: Clash, choice: Choice): Json | undefined {
  if (choice === "both" && bothTexts(clash)) return `${clash.theirs}\n\n${clash.mine}`;
  return choice === "theirs" ? clash.theirs : clash.mine;
}
