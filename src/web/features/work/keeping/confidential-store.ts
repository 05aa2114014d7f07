import type { Offline } from "#contract/projects.ts";
import { type LocalStore, memoryStore } from "./local-store.ts";

/** What work that is kept says of where: an assignment of what it allows, an errand of its project. */
interface Kept {
  assignment?: { offline?: Offline };
  errand?: { project: string };
}

/**
 * A store that keeps nothing of the projects that forbid it, but in the memory of this page: what is written, what waits
 * to be sent, what was handed over. A project says so with its work, which is always kept first.
 * @param stored where everything else goes; keys are `what/person/project/…`, those of errands `outbox/person/…`
 */
export function confidentialStore(stored: LocalStore, memory = memoryStore()): LocalStore {
  const forbidden = new Set<string>();
  const mayStore = (key: string, value: unknown): boolean => {
    const { assignment, errand } = (value ?? {}) as Kept;
    const project = errand?.project ?? key.split("/")[2] ?? "";
    if (assignment?.offline === "nothing") forbidden.add(project);
    else if (assignment) forbidden.delete(project);
    return !forbidden.has(project);
  };
  return {
    get: async <T>(key: string) => (await memory.get<T>(key)) ?? stored.get<T>(key),
    async set(key, value) {
      const [to, other] = mayStore(key, value) ? [stored, memory] : [memory, stored];
      await Promise.all([to.set(key, value), other.delete(key)]);
    },
    delete: async (key) => void (await Promise.all([memory.delete(key), stored.delete(key)])),
    entries: async <T>(prefix: string) => {
      const all = [...(await stored.entries<T>(prefix)), ...(await memory.entries<T>(prefix))];
      return all.sort(([a], [b]) => (a < b ? -1 : 1));
    },
  };
}
