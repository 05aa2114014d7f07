import { type BenchSite, cookieOf, PROJECT } from "./bench-site.ts";
import { load } from "./http-load.ts";
import type { Figures } from "./measure.ts";

/**
 * Claims over HTTP, one by each of so many people from the `first` on.
 * @throws Error where somebody gets no work
 */
export function claimEach(
  bench: BenchSite,
  { connections, people, first }: { connections: number; people: number; first: number },
): Promise<Figures> {
  return load(bench.port, {
    connections,
    count: people,
    next: (n) => ({
      method: "POST",
      path: `/api/projects/${PROJECT}/work/claim`,
      headers: cookieOf(first + n),
      body: {},
    }),
    each: (_n, body) => {
      if (body.includes('"assignment":null')) throw new Error(`no work: ${body}`);
    },
  });
}
