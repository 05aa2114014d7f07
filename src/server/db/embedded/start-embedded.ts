import { realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeFolder } from "#storage/index.ts";
import { type EmbeddedConnection, ensureDatabase } from "./access.ts";
import { configure, ensurePassword, prepareCluster, prepareSocketFolder } from "./cluster.ts";
import { type Launcher, prepareLauncher } from "./launcher.ts";
import { clearOrphans } from "./orphan.ts";
import { lockFolder, type OwnerLock } from "./owner-lock.ts";
import { type Postmaster, startPostmaster } from "./postmaster.ts";
import { type Address, fitsSocket, SOCKET_PORT } from "./settings.ts";
import { StartError, toStartError } from "./start-error.ts";

export interface EmbeddedOptions {
  /** The data folder; made if it is missing. The database is in `postgres`, its socket in `run`. */
  dataDir: string;
  /** Gets what PostgreSQL logs, and what the supervisor does that is out of the ordinary. */
  log: (line: string) => void;
  /** PostgreSQL settings over ours, for tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  connection: EmbeddedConnection;
  /** Stops the server with a checkpoint and gives the folder free. */
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 2000;
const PATIENCE_MS = 2000;

/**
 * Starts the PostgreSQL of a data folder, makes the folder if there is none, recovers what a crash left,
 * and starts the server again at the same address whenever it ends by itself.
 *
 * @throws StartError with one sentence for the person at the terminal
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, settings = {} } = options;
  let lock: OwnerLock | undefined;
  try {
    await makeFolder(options.dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    const folder = realpathSync(options.dataDir);
    const databaseFolder = join(folder, "postgres");
    lock = await patiently(isOwned, () => lockFolder(folder));
    const launcher = prepareLauncher(folder, databaseFolder);
    await clearOrphans(folder, databaseFolder, log);
    await prepareCluster(folder, databaseFolder, launcher);
    const address = await chooseAddress(folder, launcher);
    configure(databaseFolder, address);
    const password =
      address.kind === "loopback" ? await ensurePassword(folder, databaseFolder, launcher) : undefined;

    const start = () =>
      patiently(isMemoryHeld, async () => {
        await clearOrphans(folder, databaseFolder, log);
        return startPostmaster(launcher, folder, databaseFolder, settings, log);
      });
    const supervised = supervise(await start(), start, log);
    const server =
      address.kind === "socket"
        ? { host: address.folder, port: SOCKET_PORT }
        : { host: "127.0.0.1", port: address.port };
    const file = join(folder, "connection.json");
    const owner = lock;
    const stop = async () => {
      await supervised.stop();
      rmSync(file, { force: true });
      owner.release();
    };
    try {
      const connection = await ensureDatabase(server, password);
      rmSync(file, { force: true }); // another user's, who crashed
      writeFileSync(file, `${JSON.stringify(connection)}\n`, { mode: 0o600 });
      return { connection, stop };
    } catch (error) {
      await supervised.stop();
      throw error;
    }
  } catch (error) {
    lock?.release();
    throw toStartError(error, options.dataDir);
  }
}

/** An owner that was told to stop, or lost its terminal, may need a moment; any other keeps the folder. */
const isOwned = (error: StartError) => error.code === "in_use";

/** The last processes of a server that was killed may still be at work, where we cannot find them. */
const isMemoryHeld = (error: StartError) => /pre-existing shared memory/.test(String(error.cause));

async function patiently<T>(
  isPassing: (error: StartError) => boolean,
  work: () => T | Promise<T>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StartError && isPassing(error)) || Date.now() > deadline) throw error;
    }
    await delay(50);
  }
}

async function chooseAddress(folder: string, launcher: Launcher): Promise<Address> {
  const socketFolder = join(folder, "run");
  if (!fitsSocket(socketFolder)) return { kind: "loopback", port: await freePort() };
  prepareSocketFolder(socketFolder, launcher.identity);
  return { kind: "socket", folder: socketFolder };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the server again until it is told to stop: at once, then at growing pauses, without ever giving up. */
function supervise(first: Postmaster, start: () => Promise<Postmaster>, log: (line: string) => void) {
  let isStopping = false;
  let current: Postmaster | undefined = first;

  const watch = async () => {
    let pause = 0;
    while (!isStopping) {
      try {
        current ??= await start();
        pause = 0;
        if (isStopping) break;
        await current.ended;
        current = undefined;
        if (!isStopping) log("the database ended unexpectedly; starting it again");
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2 || 50);
        await delay(pause);
      }
    }
    await current?.stop();
  };
  const watching = watch();

  return {
    stop: async () => {
      isStopping = true;
      await current?.stop();
      await watching;
    },
  };
}
