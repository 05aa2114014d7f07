import { useSyncExternalStore } from "react";

/** A state, and those who want to hear of its changes. */
export class Watched<State extends object> {
  private state: State;
  private readonly listeners = new Set<() => void>();

  constructor(state: State) {
    this.state = state;
  }

  readonly snapshot = (): State => this.state;
  /** Calls back after each change; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  /** Changes some of it. */
  set(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.listeners) listener();
  }
}

/** A watched state, drawn anew at each change. */
export function useWatched<State extends object>({
  subscribe,
  snapshot,
}: Pick<Watched<State>, "subscribe" | "snapshot">): State {
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
