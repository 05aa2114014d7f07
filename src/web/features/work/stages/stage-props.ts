import { type KeyboardEvent, useEffect } from "react";
import { announce } from "../../../ui/toast.tsx";
import type { Held } from "../keeping/held.ts";
import type { WorkSession } from "../keeping/session.ts";
import { t } from "../words.ts";
import type { View } from "../workspace.tsx";

/** What the view of a stage is given: the piece of work, and the session that keeps what is done to it. */
export interface StageProps {
  session: WorkSession;
  held: Held;
  lost: boolean;
  view: View;
}

/** Escape leaves a text, so that letters and digits are keys again; the focus stays with the questions. */
export function leaveText(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
  if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement)
    event.currentTarget.focus({ preventScroll: true });
}

/** A new piece of work: the reading starts at its top, and who has only a text to write can begin at once. */
export function useArrival(container: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    announce(t("work.nextShown"));
    const first = container.current?.querySelector<HTMLElement>(
      "[data-question] :is(textarea, input, button)",
    );
    const wide = window.matchMedia("(min-width: 60rem)").matches;
    if (first instanceof HTMLTextAreaElement && wide) first.focus({ preventScroll: true });
    else container.current?.focus({ preventScroll: true });
  }, [container]);
}
