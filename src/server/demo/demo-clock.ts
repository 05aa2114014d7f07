const DAY = 24 * 3600 * 1000;

/** The clock of the demo's history: set to a moment and moved on, never beyond now. */
export interface DemoClock {
  /** Sets the clock to `day` days from today (a negative number) and an hour of that day, in UTC. */
  set(day: number, hour: number): void;
  /** Moves it on. */
  pass(seconds: number): void;
  /** Milliseconds since the epoch, as the clock shows. */
  now(): number;
  /** Whether a day from today is a Saturday or a Sunday. */
  isWeekend(day: number): boolean;
}

export function startClock(): DemoClock {
  const midnight = Math.floor(Date.now() / DAY) * DAY;
  let target = Date.now();
  return {
    set(day, hour) {
      target = Math.min(midnight + day * DAY + hour * 3_600_000, Date.now());
    },
    pass(seconds) {
      target = Math.min(target + seconds * 1000, Date.now());
    },
    now: () => target,
    isWeekend: (day) => [0, 6].includes(new Date(midnight + day * DAY).getUTCDay()),
  };
}
