import { useCallback, useMemo, useState } from "react";
import type { Json } from "#content/index.ts";
import { type AnswerBody, askedQuestions, checkAnswer, type Gap } from "#kinds/answer.ts";
import type { Form, FormQuestion } from "#kinds/form.ts";
import type { AskedOf } from "#kinds/index.ts";
import { lettersOf, type Target, targetsOf } from "../../kinds/keys.ts";
import type { Specimen } from "./sample.ts";

export interface Trial {
  body: AnswerBody;
  shape: AskedOf;
  targets: readonly Target[];
  asked: readonly FormQuestion[];
  gaps: readonly Gap[];
  /** The answer was checked since it last changed. */
  checked: boolean;
  answer(body: AnswerBody): void;
  onChange(name: string, value: Json | undefined): void;
  letters(question: string): Record<string, string>;
  check(): void;
}

/** Answers a form to try it: nothing is sent. */
export function useTrial(form: Form, { material, attributes }: Specimen): Trial {
  const candidates = material.candidates?.length ?? 0;
  const shape = useMemo(() => ({ candidates, attributes }), [candidates, attributes]);
  const targets = useMemo(() => targetsOf(form, shape), [form, shape]);
  const [body, setBody] = useState<AnswerBody>({});
  const [checked, setChecked] = useState(false);
  const answer = useCallback((next: AnswerBody) => {
    setBody(next);
    setChecked(false);
  }, []);
  const onChange = useCallback((name: string, value: Json | undefined) => {
    setBody(({ [name]: _, ...rest }) => (value === undefined ? rest : { ...rest, [name]: value }));
    setChecked(false);
  }, []);
  return {
    body,
    shape,
    targets,
    asked: askedQuestions(form, body, attributes),
    gaps: checkAnswer(form, body, shape).gaps,
    checked,
    answer,
    onChange,
    letters: (question) => lettersOf(targets, question),
    check: () => setChecked(true),
  };
}
