import type { TimeSpan } from "#contract/entities.ts";

/** What a person does with an open piece of work; "away" is decided by silence. */
export type Doing = Exclude<TimeSpan["kind"], "away">;

/** Without a sign of life for this long, the person was away since the last one. */
export const AWAY_AFTER = 60_000;
const MOST = 500;

export interface SpanState {
  /** Milliseconds on the work's own clock, which runs from opening and over reloads. */
  spans: TimeSpan[];
  doing: Doing | "away";
  since: number;
  last: number;
}

export const FRESH: SpanState = { spans: [], doing: "read", since: 0, last: 0 };

/**
 * Notes a sign of life.
 * @param at milliseconds since the work was opened, never smaller than before
 */
export function act(state: SpanState, doing: Doing, at: number): SpanState {
  const now = Math.max(at, state.last);
  const woken =
    now - state.last > AWAY_AFTER || state.doing === "away" ? goAway(state, state.last, now) : state;
  const next = woken.doing === doing ? woken : cut(woken, now, doing);
  return { ...next, last: now };
}

/** The page was hidden or left: away from here on, without waiting for the silence. */
export function leave(state: SpanState, at: number): SpanState {
  const now = Math.max(at, state.last);
  if (state.doing === "away") return state;
  return {
    ...cut(now - state.last > AWAY_AFTER ? goAway(state, state.last, now) : state, now, "away"),
    last: now,
  };
}

/** All spans up to a moment, in order and without gaps. At most 500: the shortest go to their neighbours. */
export function finish(state: SpanState, at: number): TimeSpan[] {
  const now = Math.max(at, state.last);
  const done =
    now - state.last > AWAY_AFTER && state.doing !== "away" ? goAway(state, state.last, now) : state;
  return limit(cut(done, now, "read").spans);
}

/** Milliseconds of work so far, away excluded. */
export function activeTime(state: SpanState, at: number): number {
  return finish(state, at)
    .filter((span) => span.kind !== "away")
    .reduce((sum, span) => sum + span.ms, 0);
}

function goAway(state: SpanState, from: number, to: number): SpanState {
  if (state.doing === "away") return cut(state, to, "read");
  const before = state.doing;
  return cut(cut(state, from, "away"), to, before);
}

function cut(state: SpanState, at: number, doing: Doing | "away"): SpanState {
  const ms = Math.round(at - state.since);
  const previous = state.spans.at(-1);
  if (ms <= 0) return { ...state, doing, since: at };
  const span: TimeSpan = { kind: state.doing, from: Math.round(state.since), ms };
  const spans =
    previous?.kind === span.kind
      ? [...state.spans.slice(0, -1), { ...previous, ms: previous.ms + ms }]
      : [...state.spans, span];
  return { ...state, spans, doing, since: at };
}

function limit(spans: TimeSpan[]): TimeSpan[] {
  let kept = spans;
  while (kept.length > MOST) {
    const shortest = kept.slice(1).reduce((at, span, i) => (span.ms < kept[at]!.ms ? i + 1 : at), 1);
    const before = kept[shortest - 1]!;
    const joined = { ...before, ms: before.ms + kept[shortest]!.ms };
    kept = [...kept.slice(0, shortest - 1), joined, ...kept.slice(shortest + 1)];
  }
  return kept;
}
