import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { useRef } from "react";
import type { Group } from "#contract/endpoint.ts";
import type { Contract } from "#contract/index.ts";
import { connectGroups, type GroupClient, isPassing } from "#sdk/index.ts";

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

type Feature = keyof Contract;
type Client = { [F in Feature]: GroupClient<Contract[F]> };
type Operation<F extends Feature> = Extract<keyof Client[F], string>;
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

interface ChangeOptions<R, I> {
  /** Features whose reads are out of date afterwards; the operation's own is always among them. */
  refreshes?: readonly Feature[];
  onDone?: (result: R, input: I) => void;
}

interface Server<Name extends Feature> {
  /** Its operations as functions. */
  api: Pick<Client, Name>;
  /** What it says to a reading operation, kept and shared: `useRead("projects", "get", { params: { project } })`. */
  useRead<F extends Name, O extends Operation<F>>(
    feature: F,
    operation: O,
    input?: InputOf<F, O>,
    options?: ReadOptions<ResultOf<F, O>>,
  ): UseQueryResult<ResultOf<F, O>>;
  /**
   * An operation that changes something. Until it has succeeded or was refused, pressing again sends the same
   * idempotency key: an answer that got lost leads to no second change.
   */
  useChange<F extends Name, O extends Operation<F>>(
    feature: F,
    operation: O,
    options?: ChangeOptions<ResultOf<F, O>, InputOf<F, O>>,
  ): UseMutationResult<ResultOf<F, O>, Error, InputOf<F, O>>;
}

/**
 * The server as some pages reach it: by cookie, and with a header that no foreign page can send. Each feature connects
 * to the parts of the contract that its pages use, so that a page loads no more of it.
 */
export function connect<Name extends Feature>(groups: Pick<Contract, Name>): Server<Name> {
  const api = connectGroups(groups as Record<string, Group>, { headers: { "x-plumbline": "web" } });
  const call = (feature: string, operation: string) => api[feature]![operation] as unknown as Loose;
  return {
    api: api as unknown as Pick<Client, Name>,
    useRead: (feature, operation, input, options = {}) => {
      const { every, enabled, keep } = options;
      return useQuery({
        queryKey: [feature, operation, input ?? {}],
        queryFn: () => call(feature, operation)(input),
        ...(enabled !== undefined && { enabled }),
        ...(every !== undefined && {
          refetchInterval:
            typeof every === "function"
              ? (query: { state: { data?: unknown } }) =>
                  every(query.state.data as Parameters<typeof every>[0])
              : every,
        }),
        ...(keep && { placeholderData: (previous: unknown) => previous }),
      } as Parameters<typeof useQuery>[0]) as never;
    },
    useChange: (feature, operation, options = {}) => {
      const pending = useRef<{ input: string; key: string } | null>(null);
      return useMutation({
        mutationFn: async (input: object) => {
          const same = JSON.stringify(input);
          if (pending.current?.input !== same) pending.current = { input: same, key: crypto.randomUUID() };
          return call(feature, operation)({ ...input, key: pending.current.key });
        },
        onError: (error) => {
          if (!isPassing(error)) pending.current = null;
        },
        onSuccess: async (result, input) => {
          pending.current = null;
          refresh(feature, ...(options.refreshes ?? []));
          options.onDone?.(result as never, input as never);
        },
      }) as never;
    },
  };
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
