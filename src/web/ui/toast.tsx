import type { ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import hidden from "./hidden.module.css";
import { t } from "./messages/en.ts";
import css from "./toast.module.css";
import { useWatched, Watched } from "./watched.ts";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { label: string; keys?: string; run: () => void } | undefined;
}

const notices = new Watched<{ toasts: readonly Toast[]; spoken: string }>({ toasts: [], spoken: "" });
let last = 0;

function close(id: number): void {
  notices.set({ toasts: notices.snapshot().toasts.filter((one) => one.id !== id) });
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
  // The same again takes the place of the one before.
  const others = notices.snapshot().toasts.filter((one) => one.text !== text);
  notices.set({
    toasts: [...others.slice(-2), { id, text, tone: options.tone ?? "plain", action: options.action }],
  });
  if (seconds > 0) setTimeout(close, seconds * 1000, id);
  return () => close(id);
}

/** Says something to screen readers alone. */
export function announce(text: string): void {
  // The same words twice are only heard twice where the text differs.
  notices.set({ spoken: notices.snapshot().spoken === text ? `${text}\u00a0` : text });
}

/** The place in which messages appear; once in the page, on the side where least is to be pressed. */
export function Toasts({ side }: { side: "start" | "end" }): ReactNode {
  const { toasts, spoken } = useWatched(notices);
  return (
    <>
      <div className={hidden.hidden} role="status" aria-live="polite">
        {spoken}
      </div>
      <div className={css.toasts} data-side={side} role="log" aria-live="polite" aria-label={t("ui.notices")}>
        {toasts.map(({ id, text, tone, action }) => (
          <div key={id} className={css.toast} data-tone={tone}>
            <span>{text}</span>
            {action && (
              <Button
                small
                keys={action.keys}
                onClick={() => {
                  close(id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton icon="cross" small label={t("ui.close")} tip="end" onClick={() => close(id)} />
          </div>
        ))}
      </div>
    </>
  );
}
