import type { Terminal } from "./terminal.ts";

const WIDTH = 24;
const INTERVAL_MS = 100;

/** Bytes as people read them: 1.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export interface Progress {
  /** Shows how far it is; total null: not known. */
  set(done: number, total: number | null, note?: string): void;
  /** Takes the bar away. */
  end(): void;
}

/** A bar on a terminal, drawn at most ten times a second; nothing at all where nobody watches. */
export function createProgress(terminal: Terminal, title: string): Progress {
  if (!terminal.isInteractive) return { set: () => {}, end: () => {} };
  const started = Date.now();
  let drawn = 0;
  return {
    set(done, total, note = "") {
      const now = Date.now();
      if (now - drawn < INTERVAL_MS && done !== total) return;
      drawn = now;
      const rate = done / Math.max(0.001, (now - started) / 1000);
      const parts = [
        title,
        total ? bar(done / total) : "",
        amount(done, total),
        `${formatBytes(rate)}/s`,
        note,
      ];
      terminal.err.write(`\r\u001b[2K${parts.filter((part) => part !== "").join("  ")}`);
    },
    end: () => void terminal.err.write("\r\u001b[2K"),
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * WIDTH);
  return `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${Math.floor(Math.min(1, share) * 100)}%`;
}

function amount(done: number, total: number | null): string {
  return total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
}
