import { ApiError } from "#sdk/index.ts";

export interface LeaseOptions {
  now: () => number;
  later: (run: () => void, ms: number) => () => void;
  renew: (assignment: string) => Promise<{ leaseUntil: string }>;
  /** Somebody else may have the work now. */
  onLost: () => void;
}

/** Who has done nothing for this long is not kept waiting for. */
const ACTIVE_FOR = 120_000;
const OFTEN = 60_000;
const RARE = 10_000;

/** Keeps the lease of the work on the screen as long as somebody works on it. */
export class LeaseKeeper {
  private readonly options: LeaseOptions;
  private assignment: string | null = null;
  private until = 0;
  private lastActive = 0;
  private lastRenewed = 0;
  private cancel: (() => void) | null = null;
  /** The work whose renewal is on its way. */
  private renewing: string | null = null;

  constructor(options: LeaseOptions) {
    this.options = options;
  }

  /** Takes over a lease from the server's hands; a short one of preloaded work is made a full one. */
  hold(assignment: string, until: string | null, short = false): void {
    this.assignment = assignment;
    this.lastActive = this.lastRenewed = this.options.now();
    this.until = new Date(until ?? 0).getTime();
    this.plan();
    if (short) void this.renew();
  }

  /** A save told how long the lease runs; null: it is lost. */
  heard(until: string | null): void {
    this.lastRenewed = this.options.now();
    this.until = new Date(until ?? 0).getTime();
  }

  /** The person does something. After a pause the lease is asked for at once. */
  active(): void {
    const now = this.options.now();
    const paused = now - this.lastActive > OFTEN;
    this.lastActive = now;
    if (paused && now - this.lastRenewed > OFTEN) void this.renew();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.assignment = null;
  }

  /** Well before its end; a short lease more often. The two clocks may differ, so never rarer than once a minute. */
  private plan(): void {
    this.cancel?.();
    const left = this.until - this.options.now();
    const wait = Math.min(OFTEN, Math.max(RARE, left / 3));
    this.cancel = this.options.later(() => {
      const idle = this.options.now() - this.lastActive;
      if (idle < ACTIVE_FOR && this.options.now() - this.lastRenewed >= wait / 2) void this.renew();
      if (this.assignment) this.plan();
    }, wait);
  }

  private async renew(): Promise<void> {
    const { assignment } = this;
    if (!assignment || this.renewing === assignment) return;
    this.renewing = assignment;
    try {
      const { leaseUntil } = await this.options.renew(assignment);
      if (this.assignment !== assignment) return;
      this.lastRenewed = this.options.now();
      this.until = new Date(leaseUntil).getTime();
    } catch (error) {
      if (error instanceof ApiError && error.code === "not_held" && this.assignment === assignment) {
        this.options.onLost();
      }
    } finally {
      if (this.renewing === assignment) this.renewing = null;
    }
  }
}
