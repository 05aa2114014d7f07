import type { Draft } from "#contract/work.ts";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { refresh, rememberedPerson } from "../../../api.ts";
import { api } from "../api.ts";
import { confidentialStore } from "./confidential-store.ts";
import { deliver, type Errand } from "./errands.ts";
import { keptWork, type Written } from "./held.ts";
import { type LocalStore, openStore } from "./local-store.ts";
import { same } from "./merge-drafts.ts";
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
  const store = ownStore(confidentialStore(await openStore()), person);
  await forgetOthers(store, person);
  const outbox = new Outbox<Errand>({
    store,
    person,
    now: Date.now,
    later,
    // A page that has seen somebody else leave sends nothing in the new person's name.
    send: (letter) =>
      rememberedPerson() === person ? deliver(api.work, letter) : Promise.reject(new ConnectionError(null)),
    // One tab at a time, where the browser can say so; elsewhere the keys keep a double from counting.
    ...(navigator.locks && {
      exclusive: async (work: () => Promise<void>) => {
        await navigator.locks.request(`plumbline-outbox-${person}`, work);
      },
    }),
  });
  outbox.onSettled((letter, outcome) => {
    const { kind, project, assignment } = letter.errand;
    if ("result" in outcome && kind !== "flag") void keptWork(store, person, project).forget(assignment);
    refresh("home", "notices");
  });
  window.addEventListener("online", () => void outbox.drain());
  void outbox.drain();
  return { store, outbox };
}

/** The store as long as it is this person's browser: after a sign-out nothing is written any more. */
function ownStore(store: LocalStore, person: string): LocalStore {
  return {
    ...store,
    set: async (key, value) => {
      if (rememberedPerson() === person) await store.set(key, value);
    },
  };
}

const KINDS = ["opened", "written", "current", "outbox", "guide"];

/** What other people left who did not sign out: only what the server has not got stays, for their return. */
async function forgetOthers(store: LocalStore, person: string): Promise<void> {
  for (const [key, { dirty }] of await store.entries<Written>("written/")) {
    if (dirty || key.startsWith(`written/${person}/`)) continue;
    await store.delete(key);
    await store.delete(key.replace(/^written/, "opened"));
  }
  for (const [key] of await store.entries("guide/"))
    if (!key.startsWith(`guide/${person}/`)) await store.delete(key);
}

/**
 * Sends all that the server has not got yet of a person's work.
 * @returns how many pieces the server did not take
 * @throws ConnectionError where the server cannot be reached
 */
export async function sendKept(person: string): Promise<number> {
  const { store, outbox } = await backgroundOf(person);
  await outbox.drain();
  const { waiting, refused, reachable } = outbox.snapshot();
  if (!reachable) throw new ConnectionError(null);
  const left = new Set([...waiting, ...refused].map(({ errand }) => errand.assignment));
  for (const [key, { body, rev, dirty }] of await store.entries<Written>(`written/${person}/`)) {
    const [, , project, assignment] = key.split("/") as [string, string, string, string];
    if (!dirty || left.has(assignment)) continue;
    try {
      await api.work.saveDraft({ params: { project, assignment }, body: { body, rev } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // A save from the page that was just left may have been quicker.
      const stored = error.problem.detail?.stored as Draft | null | undefined;
      if (!stored || !same(stored.body, body)) left.add(assignment);
    }
  }
  return left.size;
}

/** Deletes all that this browser keeps of a person's work. */
export async function forgetWork(person: string): Promise<void> {
  const { store } = await backgroundOf(person);
  for (const kind of KINDS)
    for (const [key] of await store.entries(`${kind}/${person}/`)) await store.delete(key);
}
