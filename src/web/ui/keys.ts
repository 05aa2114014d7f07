/** A key with its modifiers as text: `mod+Enter`, `alt+ArrowDown`, `?`, `s`. `mod` is Ctrl, or ⌘ on a Mac. */
export type Combo = string;

type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What was pressed. Shift is part of a printed sign ("?") and only named beside other keys. */
export function comboOf(event: KeyPress): Combo {
  const printed = [...event.key].length === 1;
  const key =
    printed && event.key !== " " ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key;
  return [
    (event.ctrlKey || event.metaKey) && "mod",
    event.altKey && "alt",
    event.shiftKey && !printed && "shift",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

/** Whether a combination is one key alone, which people who dictate or tremble must be able to switch off. */
export function isSingleKey(combo: Combo): boolean {
  return !/^(mod|alt)\+/.test(combo);
}

/** A combination as the keyboard in front of the person names it. */
export function comboText(combo: Combo, onApple: boolean = apple): string {
  const names: Record<string, string> = {
    mod: onApple ? "⌘" : "Ctrl",
    alt: onApple ? "⌥" : "Alt",
    shift: "Shift",
    Enter: "Enter",
    Escape: "Esc",
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
  };
  const parts = combo === "+" ? ["+"] : combo.split(/\+(?=.)/);
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}

/** Whether typed characters belong to an input method that is still composing: then no key is a command. */
export function isComposing(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether an element takes typed text, so that a single key there is text and no command. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !/^(radio|checkbox|range|button|submit)$/.test(target.type);
}
