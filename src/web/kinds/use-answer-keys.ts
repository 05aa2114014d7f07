import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { Shape } from "#kinds/index.ts";
import { answerByKey, askedTargets, focusTarget, shortcutOf, type Target } from "./keys.ts";

export interface AnswerKeys {
  form: Form;
  body: AnswerBody;
  shape: Shape;
  /** From `targetsOf`, made once per form. */
  targets: readonly Target[];
  /** The element that holds the questions. */
  container: RefObject<HTMLElement | null>;
  onAnswer(body: AnswerBody): void;
  /** Single-character keys can be switched off. */
  enabled: boolean;
}

/**
 * Answers a form by keyboard: a letter goes to its question or part, other keys answer the one that was gone to, or
 * that holds the focus. Keys that mean nothing here go on to the page.
 * @returns the target that keys answer at the moment
 */
export function useAnswerKeys({ container, enabled, onAnswer, ...answer }: AnswerKeys): Target | undefined {
  const [current, setCurrent] = useState({ question: "", part: "" });
  const asked = askedTargets(answer.targets, answer.form, answer.body);
  const target = asked.find((t) => t.question === current.question && t.part === current.part) ?? asked[0];

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const key = shortcutOf(event);
    if (!enabled || key === null) return;
    const named = asked.find(({ letter }) => letter !== "" && letter === key.toLowerCase());
    if (named) {
      event.preventDefault();
      setCurrent(named);
      if (container.current) focusTarget(container.current, named);
      return;
    }
    const next = target && answerByKey(answer.form, answer.body, answer.shape, target, key);
    if (!next) return;
    event.preventDefault();
    onAnswer(next);
  });

  const onFocusIn = useEffectEvent((event: FocusEvent) => {
    if (!(event.target instanceof Element)) return;
    const question = event.target.closest<HTMLElement>("[data-question]")?.dataset.question;
    const part = event.target.closest<HTMLElement>("[data-part]")?.dataset.part ?? "";
    const focused = asked.filter((t) => t.question === question);
    const named = focused.find((t) => t.part === part) ?? focused[0];
    if (named) setCurrent(named);
  });

  useEffect(() => {
    const element = container.current;
    const keyDown = (event: KeyboardEvent) => onKeyDown(event);
    const focusIn = (event: FocusEvent) => onFocusIn(event);
    window.addEventListener("keydown", keyDown);
    element?.addEventListener("focusin", focusIn);
    return () => {
      window.removeEventListener("keydown", keyDown);
      element?.removeEventListener("focusin", focusIn);
    };
  }, [container]);

  return target;
}
