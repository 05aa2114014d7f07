import { flushSync } from "react-dom";

/** Puts the focus on the first control of a form that is marked as wrong, with the marks drawn before that. */
export function focusWrong(form: Element): void {
  flushSync(() => undefined);
  form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
}
