import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** Puts the focus on the first control of a form that is marked as wrong, with the marks drawn before that. */
export function focusWrong(form: Element): void {
  flushSync(() => undefined);
  form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
}

/** Who goes with the focus inside gives it back to what had it before; where that is gone too, to the page. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      if (document.activeElement !== document.body) return;
      const to = before?.isConnected ? before : document.getElementById("content");
      if (to instanceof HTMLElement) to.focus();
    };
  }, [before]);
}

/** Takes the focus to a frame when what had it within goes, such as the button of a row that it deleted. */
export function useFocusKept(frame: RefObject<HTMLElement | null>) {
  const within = useRef(false);
  useLayoutEffect(() => {
    if (within.current && document.activeElement === document.body) frame.current?.focus();
    within.current = frame.current?.contains(document.activeElement) ?? false;
  });
  const hear = (inside: boolean) => () => {
    within.current = inside;
  };
  return { onFocus: hear(true), onBlur: hear(false) };
}
