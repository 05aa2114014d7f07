import type { Pulse } from "../db/pulse.ts";
import { AppError } from "../errors.ts";

/** Nobody looks at a page for longer; what takes longer is a job or a file. */
const LONGEST_MS = 30_000;

/**
 * Waits for an answer as long as the database gives signs of life. What was begun may still come to be: asked again
 * under the same idempotency key, it answers the same.
 * @throws AppError unavailable, at once when it falls silent, and for what takes longer than the limit; whatever the act throws
 */
export function whileAlive<T>(pulse: Pick<Pulse, "silence"> | undefined, act: () => Promise<T>): Promise<T> {
  if (pulse === undefined) return act();
  const { silence } = pulse;
  return new Promise<T>((resolve, reject) => {
    const refuse = () => reject(new AppError("unavailable", { retryAfterSeconds: 1 }));
    if (silence.aborted) return refuse();
    silence.addEventListener("abort", refuse);
    const deadline = setTimeout(refuse, LONGEST_MS);
    act()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(deadline);
        silence.removeEventListener("abort", refuse);
      });
  });
}
