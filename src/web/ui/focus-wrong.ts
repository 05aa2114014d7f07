/** Puts the focus on the first control of a form that is marked as wrong, once the marks are drawn. */
export function focusWrong(form: EventTarget & Element): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
}
