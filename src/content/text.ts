/** Whether a text holds what the database cannot: NUL, or halves of characters. */
export function isBroken(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

/** A text without NUL and halves of characters: each becomes U+FFFD. */
export function mend(text: string): string {
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}
