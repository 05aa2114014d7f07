const ends = new Map<string, Promise<unknown>>();

/**
 * Runs what is asked under one name one after the other, in the order of asking; under different names, at once.
 * Within this process: what must hold between several needs a lock of the database.
 */
export function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
  const turn = (ends.get(name) ?? Promise.resolve()).then(act);
  const end = turn
    .catch(() => undefined)
    .then(() => {
      if (ends.get(name) === end) ends.delete(name);
    });
  ends.set(name, end);
  return turn;
}
