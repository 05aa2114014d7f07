import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { useRef } from "react";
import { contract } from "#contract/index.ts";
import { ApiError, type Client, ConnectionError, connectGroups } from "#sdk/index.ts";

/** The server, as this page reaches it: by cookie, and with a header that no foreign page can send. */
export const api: Client = connectGroups(contract, { headers: { "x-plumbline": "web" } });

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: (failures) => 400 * 2 ** failures,
      networkMode: "always",
      // Pages hand what they read on to functions that run in another component's drawing: what is looked at there
      // is not seen by the library's own bookkeeping, and an error would never be shown.
      notifyOnChangeProps: "all",
    },
    mutations: { networkMode: "always" },
  },
});

type Feature = keyof Client;
type Operation<F extends Feature> = Extract<keyof Client[F], string>;
type Callable = (input?: never) => Promise<unknown>;
type InputOf<F extends Feature, O extends Operation<F>> = Client[F][O] extends (input: infer I) => unknown
  ? I
  : Client[F][O] extends (input?: infer I) => unknown
    ? I
    : never;
type ResultOf<F extends Feature, O extends Operation<F>> = Client[F][O] extends (
  ...args: never[]
) => Promise<infer R>
  ? R
  : never;
type Loose = (input: unknown) => Promise<unknown>;

interface ReadOptions<R> {
  enabled?: boolean;
  /** Milliseconds after which to ask again by itself, maybe by what was read last; false = never. */
  every?: number | false | ((last: R | undefined) => number | false);
  /** Keep what was shown while the next page or filter is on its way. */
  keep?: boolean;
}

/**
 * What the server says to a reading operation, kept and shared: `useRead("projects", "get", { params: { project } })`.
 */
export function useRead<F extends Feature, O extends Operation<F>>(
  feature: F,
  operation: O,
  input?: InputOf<F, O>,
  options: ReadOptions<ResultOf<F, O>> = {},
): UseQueryResult<ResultOf<F, O>> {
  const { every } = options;
  return useQuery({
    queryKey: [feature, operation, input ?? {}],
    queryFn: () => callOf(feature, operation)(input) as Promise<ResultOf<F, O>>,
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(every !== undefined && {
      refetchInterval:
        typeof every === "function"
          ? (query: { state: { data?: unknown } }) => every(query.state.data as ResultOf<F, O> | undefined)
          : every,
    }),
    ...(options.keep && { placeholderData: (previous: ResultOf<F, O> | undefined) => previous }),
  } as Parameters<typeof useQuery>[0]) as UseQueryResult<ResultOf<F, O>>;
}

interface ChangeOptions<R, I> {
  /** Features whose reads are out of date afterwards; the operation's own is always among them. */
  refreshes?: readonly Feature[];
  onDone?: (result: R, input: I) => void;
}

/**
 * An operation that changes something. Until it has succeeded or was refused, pressing again sends the same
 * idempotency key: an answer that got lost leads to no second change.
 */
export function useChange<F extends Feature, O extends Operation<F>>(
  feature: F,
  operation: O,
  options: ChangeOptions<ResultOf<F, O>, InputOf<F, O>> = {},
): UseMutationResult<ResultOf<F, O>, Error, InputOf<F, O>> {
  const pending = useRef<{ input: string; key: string } | null>(null);
  return useMutation({
    mutationFn: async (input: InputOf<F, O>) => {
      const same = JSON.stringify(input);
      if (pending.current?.input !== same) pending.current = { input: same, key: crypto.randomUUID() };
      const result = await callOf(feature, operation)({ ...(input as object), key: pending.current.key });
      return result as ResultOf<F, O>;
    },
    onError: (error) => {
      if (!isPassing(error)) pending.current = null;
    },
    onSuccess: async (result, input) => {
      pending.current = null;
      refresh(feature, ...(options.refreshes ?? []));
      options.onDone?.(result, input);
    },
  });
}

/** Features that only read what others keep, by whose they read. */
const READERS: { [F in Feature]?: readonly Feature[] } = {
  items: ["search"],
  projects: ["reports"],
  discussions: ["notices"],
};

/** Marks what was read from some features as out of date; what is on the screen is read again. */
export function refresh(...features: Feature[]): void {
  for (const feature of features) {
    for (const stale of [feature, ...(READERS[feature] ?? [])])
      void queries.invalidateQueries({ queryKey: [stale] });
  }
}

/** Whether trying again, unchanged, may help. */
function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof ApiError && error.passing);
}

function callOf(feature: Feature, operation: string): Loose {
  return (api[feature] as unknown as Record<string, Callable>)[operation] as unknown as Loose;
}

const PERSON = "plumbline.person";
let unstored: string | null = null;

/** Keeps who is signed in, so that work goes on where it was while the server cannot be reached. */
export function rememberPerson(id: string | null): void {
  unstored = id;
  try {
    if (id) localStorage.setItem(PERSON, id);
    else localStorage.removeItem(PERSON);
  } catch {
    // Without storage a reload needs the server.
  }
}

/** Who was signed in last in this browser. */
export function rememberedPerson(): string | null {
  try {
    return localStorage.getItem(PERSON);
  } catch {
    return unstored;
  }
}

/** Ends what this tab shows when another one signs out, or somebody else in. */
export function followPerson(): void {
  window.addEventListener("storage", ({ key, oldValue }) => {
    if (key === PERSON && oldValue !== null) window.location.reload();
  });
}
