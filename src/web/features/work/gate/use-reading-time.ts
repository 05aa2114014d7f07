import { useCallback, useEffect, useRef } from "react";
import { act, activeTime, FRESH, leave } from "../keeping/time-spans.ts";

/** Counts how long a person reads, as it is counted for work: silence and a hidden page are no reading. */
export function useReadingTime(): () => number {
  const opened = useRef(Date.now());
  const spans = useRef(FRESH);
  const now = useCallback(() => Date.now() - opened.current, []);
  useEffect(() => {
    const live = () => {
      spans.current = act(spans.current, "read", now());
    };
    const hide = () => {
      if (document.visibilityState === "hidden") spans.current = leave(spans.current, now());
      else live();
    };
    const kinds = ["keydown", "pointerdown", "pointermove", "scroll"] as const;
    for (const kind of kinds) document.addEventListener(kind, live, { capture: true, passive: true });
    document.addEventListener("visibilitychange", hide);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, live, { capture: true });
      document.removeEventListener("visibilitychange", hide);
    };
  }, [now]);
  return useCallback(() => Math.round(activeTime(spans.current, now()) / 1000), [now]);
}
