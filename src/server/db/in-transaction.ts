import type pg from "pg";
import { run, type Statement } from "./pool.ts";

/**
 * Sends a statement of a transaction and answers with its rows. Nobody has to wait for it: what is sent one after the
 * other travels together, and where a statement fails, the transaction fails with its error.
 */
export type Send = <Row extends pg.QueryResultRow>(statement: Statement, values: unknown[]) => Promise<Row[]>;

/**
 * Runs work in one transaction on a connection of its own. A decision goes through `change`, which adds its events;
 * directly here goes only what has none: the worker's own upkeep.
 * @throws whatever fails first, with nothing of the transaction left
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, send: Send) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const sent: Promise<pg.QueryResultRow[]>[] = [];
  const send: Send = (statement, values) => {
    gather(client);
    const answer = run<never>(client, statement, values);
    answer.catch(() => {}); // looked at before the end
    sent.push(answer);
    return answer;
  };
  let broken: Error | undefined;
  try {
    gather(client);
    const begun = client.query("begin"); // travels together with what the work sends first
    begun.catch(() => {}); // looked at before the end
    const result = await work(client, send);
    await begun;
    const [{ command }] = await Promise.all([client.query("commit"), ...sent]);
    if (command === "ROLLBACK")
      throw new Error("A statement failed unnoticed: the transaction was rolled back.");
    return result;
  } catch (error) {
    const failed = (await Promise.allSettled(sent)).find(({ status }) => status === "rejected");
    await client.query("rollback").catch((second: Error) => {
      broken = second;
    });
    throw failed ? (failed as PromiseRejectedResult).reason : error;
  } finally {
    client.release(broken);
  }
}

/** Lets all that is sent before the program waits again travel as one packet: each costs more than its statement. */
function gather(client: pg.PoolClient): void {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
