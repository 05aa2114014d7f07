import { api, refresh } from "../../api.ts";
import { deliver, type Errand } from "./errands.ts";
import type { Written } from "./held.ts";
import { type LocalStore, openStore } from "./local-store.ts";
import { Outbox } from "./outbox.ts";

export interface Background {
  store: LocalStore;
  outbox: Outbox<Errand>;
}

let started: { person: string; background: Promise<Background> } | null = null;

/** Timers as the pure parts want them. */
export function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** The one outbox of this page, for a person: it goes on sending whatever page is shown. */
export function backgroundOf(person: string): Promise<Background> {
  if (started?.person !== person) started = { person, background: start(person) };
  return started.background;
}

async function start(person: string): Promise<Background> {
  const store = await openStore();
  const outbox = new Outbox<Errand>({
    store,
    person,
    now: Date.now,
    later,
    send: (letter) => deliver(api.work, letter),
    // One tab at a time, where the browser can say so; elsewhere the keys keep a double from counting.
    ...(navigator.locks && {
      exclusive: async (work: () => Promise<void>) => {
        await navigator.locks.request(`plumbline-outbox-${person}`, work);
      },
    }),
  });
  outbox.onSettled(() => refresh("home", "discussions"));
  window.addEventListener("online", () => void outbox.drain());
  void outbox.drain();
  return { store, outbox };
}

/** Forgets the work of a person who signs out; what the server has not got yet stays for their return. */
export async function forgetSaved(person: string): Promise<void> {
  const { store } = await backgroundOf(person);
  for (const [key, written] of await store.entries<Written>(`written/${person}/`)) {
    if (written.dirty) continue;
    await store.delete(key);
    await store.delete(key.replace(/^written/, "opened"));
  }
}
