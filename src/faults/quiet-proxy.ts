import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

/** A way to a database that can forget its connections, as a proxy or a failover does: nothing ends, nothing passes. */
export interface QuietProxy {
  port: number;
  /** Nothing passes any more on the connections that are open. */
  forget(): void;
  /** Nor on new ones, until `wake`. */
  sleep(): void;
  wake(): void;
  /** From now on each new connection waits so long before it is taken. */
  delay(ms: number): void;
  /** Ends every connection, and takes none until `wake`: the database is gone. */
  fail(): void;
  stop(): Promise<void>;
}

/** Starts one in front of a database. */
export async function startQuietProxy({ host, port }: pg.ClientConfig): Promise<QuietProxy> {
  let delayMs = 0;
  let state: "awake" | "asleep" | "gone" = "awake";
  const open = new Set<Socket>();
  const target = () =>
    host?.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port ?? 5432, host);
  const server = createServer(async (client) => {
    open.add(client);
    client.on("error", () => {});
    if (delayMs > 0) await pause(delayMs);
    if (state === "gone") return void client.destroy();
    if (state === "asleep") return;
    const database = target();
    open.add(database);
    database.on("error", () => client.destroy());
    client.pipe(database).pipe(client);
    client.on("close", () => database.destroy());
    database.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const forget = () => {
    for (const socket of open) socket.unpipe().pause().removeAllListeners("close");
  };
  return {
    port: (server.address() as AddressInfo).port,
    forget,
    sleep() {
      state = "asleep";
      forget();
    },
    wake() {
      state = "awake";
    },
    delay(ms) {
      delayMs = ms;
    },
    fail() {
      state = "gone";
      for (const socket of open) socket.destroy();
    },
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
