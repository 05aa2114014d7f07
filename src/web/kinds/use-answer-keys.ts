import { type RefObject, useEffect, useEffectEvent, useMemo, useState } from "react";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { AskedOf } from "#kinds/index.ts";
import { isComposing, takesText } from "../ui/keys.ts";
import { currentPreferences } from "../ui/preferences.ts";
import { useShortcuts } from "../ui/shortcuts.tsx";
import { answerByKey, askedTargets, focusTarget, type Target } from "./keys.ts";
import { t } from "./words.ts";

export interface AnswerKeys {
  form: Form;
  body: AnswerBody;
  shape: AskedOf;
  /** From `targetsOf`, made once per form. */
  targets: readonly Target[];
  /** The element that holds the questions. */
  container: RefObject<HTMLElement | null>;
  onAnswer(body: AnswerBody): void;
}

/**
 * Answers a form by keyboard. A letter is a shortcut of the page that goes to its question or part; digits and signs
 * answer the one that was gone to, or that holds the focus. Keys that mean nothing to it go on to the page.
 * @returns the target that keys answer at the moment
 */
export function useAnswerKeys({
  container,
  onAnswer,
  targets,
  form,
  body,
  shape,
}: AnswerKeys): Target | undefined {
  const [current, setCurrent] = useState({ question: "", part: "" });
  const asked = askedTargets(targets, form, body, shape.attributes);
  const target = asked.find((t) => t.question === current.question && t.part === current.part) ?? asked[0];

  const letters = asked.map(({ letter }) => letter).join("");
  const shortcuts = useMemo(
    () =>
      targets
        .filter(({ letter }) => letter !== "" && letters.includes(letter))
        .map((named) => ({
          id: `answer.${named.letter}`,
          keys: named.letter,
          label: named.title,
          run: () => {
            setCurrent(named);
            if (container.current) focusTarget(container.current, named);
          },
        })),
    [targets, letters, container],
  );
  useShortcuts(t("kinds.keys"), shortcuts);

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!target || !isPlainKey(event)) return;
    const next = answerByKey(form, body, shape, target, event.key);
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

/** Whether a key may answer: no text, no composing, no modifier but Shift, no dialog, and single keys are on. */
function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || isComposing(event) || takesText(event.target)) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  return currentPreferences().singleKeys && document.querySelector("dialog[open]") === null;
}
