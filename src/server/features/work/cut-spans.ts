import type { KeptSpan, TimeSpan } from "#contract/entities.ts";

/**
 * Spans of time as a browser says them, cut to the time that has passed since the work was handed over: a browser's
 * clock may jump, and pay may depend on them. What was cut says so.
 */
export function cutSpans(spans: readonly TimeSpan[], passedMs: number): KeptSpan[] {
  let left = Math.floor(passedMs);
  return spans.map((span) => {
    const from = Math.min(span.from, Math.floor(passedMs));
    const ms = Math.min(span.ms, left, Math.floor(passedMs) - from);
    left -= ms;
    return from === span.from && ms === span.ms ? span : { ...span, from, ms, cut: true };
  });
}
