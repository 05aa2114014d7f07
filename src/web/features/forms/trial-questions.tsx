import type { ReactNode } from "react";
import { useState } from "react";
import type { Form } from "#kinds/form.ts";
import { QuestionPanel } from "../../kinds/question.tsx";
import { said } from "../../ui/messages/index.ts";
import { Confidence } from "../work/index.ts";
import type { Specimen } from "./sample.ts";
import type { Trial } from "./use-trial.ts";

interface TrialQuestionsProps {
  form: Form;
  trial: Trial;
  specimen: Specimen;
}

/** The questions that are asked just now, as the trainer gets them. */
export function TrialQuestions({ form, trial, specimen }: TrialQuestionsProps): ReactNode {
  const [confidence, setConfidence] = useState<number | null>(null);
  const { language } = specimen.attributes;
  const gaps = new Map(trial.checked ? trial.gaps.map((gap) => [gap.question, said(gap.message)]) : []);
  return (
    <>
      {trial.asked.map((question) => (
        <QuestionPanel
          // A question of another kind or with other settings cannot keep the value that it had.
          key={`${question.name} ${question.kind}`}
          question={question}
          value={trial.body[question.name]}
          shape={trial.shape}
          onChange={trial.onChange}
          gap={gaps.get(question.name)}
          letters={trial.letters(question.name)}
          language={typeof language === "string" ? language : undefined}
        />
      ))}
      {form.askConfidence && <Confidence value={confidence} onChange={setConfidence} />}
    </>
  );
}
