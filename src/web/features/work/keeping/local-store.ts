/** Small values kept in the browser across reloads and crashes: what the server has not acknowledged yet. */
export interface LocalStore {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Everything whose key starts with a prefix, in the order of the keys. */
  entries<T>(prefix: string): Promise<[key: string, value: T][]>;
}

/** IndexedDB where the browser has it; local storage where it has not; else the page's memory. */
export async function openStore(name = "plumbline"): Promise<LocalStore> {
  try {
    return await openDatabase(name);
  } catch {
    return typeof localStorage === "undefined" ? memoryStore() : storageStore(localStorage, `${name}:`);
  }
}

/** Keeps values in memory as text, so that nothing is shared by reference; for tests and as a last resort. */
export function memoryStore(): LocalStore {
  return mapStore(new Map());
}

function mapStore(values: Map<string, string>): LocalStore {
  return {
    get: async <T>(key: string) => parse<T>(values.get(key)),
    set: async (key, value) => void values.set(key, JSON.stringify(value)),
    delete: async (key) => void values.delete(key),
    entries: async <T>(prefix: string) =>
      [...values.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .map((key): [string, T] => [key, parse<T>(values.get(key))!]),
  };
}

function storageStore(storage: Storage, space: string): LocalStore {
  return {
    get: async <T>(key: string) => parse<T>(storage.getItem(space + key) ?? undefined),
    set: async (key, value) => storage.setItem(space + key, JSON.stringify(value)),
    delete: async (key) => storage.removeItem(space + key),
    entries: async <T>(prefix: string) =>
      Object.keys(storage)
        .filter((key) => key.startsWith(space + prefix))
        .sort()
        .map((key): [string, T] => [key.slice(space.length), parse<T>(storage.getItem(key) ?? undefined)!]),
  };
}

async function openDatabase(name: string): Promise<LocalStore> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("values");
  const database = await settled(opening);
  const table = (mode: IDBTransactionMode) => database.transaction("values", mode).objectStore("values");
  return {
    get: async (key) => settled(table("readonly").get(key)),
    set: async (key, value) => void (await settled(table("readwrite").put(value, key))),
    delete: async (key) => void (await settled(table("readwrite").delete(key))),
    entries: async <T>(prefix: string) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const from = table("readonly");
      const [keys, values] = await Promise.all([
        settled(from.getAllKeys(range)),
        settled(from.getAll(range)),
      ]);
      return keys.map((key, at): [string, T] => [String(key), values[at] as T]);
    },
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function parse<T>(text: string | undefined): T | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
