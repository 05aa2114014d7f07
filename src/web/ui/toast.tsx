import { type ReactNode, useSyncExternalStore } from "react";
import { Button, IconButton } from "./button.tsx";
import hidden from "./hidden.module.css";
import { t } from "./messages/en.ts";
import css from "./toast.module.css";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { label: string; keys?: string; run: () => void } | undefined;
}

let toasts: readonly Toast[] = [];
let spoken = "";
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

interface ToastOptions {
  tone?: Toast["tone"];
  /** What can still be done about it, mostly undo. */
  action?: Toast["action"];
  /** Seconds until it goes by itself; 0 = it stays. With an action long enough to reach it. */
  seconds?: number;
}

/**
 * Says in a corner of the screen, and to screen readers, that something happened.
 * @returns takes it away
 */
export function toast(text: string, options: ToastOptions = {}): () => void {
  const id = ++last;
  const seconds = options.seconds ?? (options.action ? 12 : 5);
  const close = () => set(toasts.filter((one) => one.id !== id));
  // The same again takes the place of the one before.
  const others = toasts.filter((one) => one.text !== text).slice(-2);
  set([...others, { id, text, tone: options.tone ?? "plain", action: options.action }]);
  if (seconds > 0) setTimeout(close, seconds * 1000);
  return close;
}

/** Says something to screen readers alone. */
export function announce(text: string): void {
  // The same words twice are only heard twice where the text differs.
  spoken = spoken === text ? `${text}\u00a0` : text;
  set([...toasts]);
}

/** The place in which messages appear; once in the page. */
export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <>
      <div className={hidden.hidden} role="status" aria-live="polite">
        {spoken}
      </div>
      <div className={css.toasts} role="log" aria-live="polite" aria-label={t("ui.notices")}>
        {shown.map(({ id, text, tone, action }) => {
          const close = () => set(toasts.filter((one) => one.id !== id));
          return (
            <div key={id} className={css.toast} data-tone={tone}>
              <span>{text}</span>
              {action && (
                <Button
                  small
                  keys={action.keys}
                  onClick={() => {
                    close();
                    action.run();
                  }}
                >
                  {action.label}
                </Button>
              )}
              <IconButton icon="cross" small label={t("ui.close")} tip="end" onClick={close} />
            </div>
          );
        })}
      </div>
    </>
  );
}
