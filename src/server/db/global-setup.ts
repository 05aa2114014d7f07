import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { isFree, startEmbedded } from "./embedded/index.ts";
import { migrate } from "./migrate.ts";
import { queryOnce } from "./query-once.ts";
import { makeTemporaryFolder, temporaryBase } from "./temporary-folder.ts";
import type { TestServer } from "./testing.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The socket at which a test worker asks for the run's database server. */
    databaseDoor: string;
  }
}

const PREFIX = "plumbline-test-";
const QUICK = {
  fsync: "off",
  full_page_writes: "off",
  checkpoint_timeout: "1h",
  autovacuum: "off", // its workers may not be ended by who drops the database they are in
  shared_buffers: "128MB",
  max_connections: "300",
};

/**
 * Opens the door and no more: the server behind it starts when the first test asks, so a run of pure tests
 * pays nothing. It belongs to this process, because it must outlive the workers.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeTemporaryFolder(PREFIX);
  let opening: ReturnType<typeof openServer> | undefined;

  const door = createServer((socket) => {
    socket.on("error", () => {});
    opening ??= openServer(folder);
    opening.then(
      ({ server }) => socket.end(JSON.stringify(server)),
      (error) =>
        socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
    );
  });
  const address = join(folder, "door");
  await new Promise<void>((resolve) => door.listen(address, resolve));
  project.provide("databaseDoor", address);

  return async () => {
    door.close();
    const opened = await opening?.catch(() => undefined);
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Starts the server (or takes that of TEST_DATABASE_URL) and makes the migrated template in it. */
async function openServer(folder: string): Promise<{ server: TestServer; close(): Promise<void> }> {
  const template = `plumbline_template_${randomBytes(4).toString("hex")}`;
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    const { host, port, user, database, password } = new pg.Client({ connectionString: url });
    const connection = { host, port, user, database, password } as TestServer["connection"];
    await makeTemplate(connection, template);
    return {
      server: { connection, template },
      close: async () => {
        await queryOnce(connection, `drop database if exists ${template} with (force)`);
      },
    };
  }
  removeLeftovers();
  const log: string[] = [];
  const embedded = await startEmbedded({
    dataDir: join(folder, "data"),
    settings: QUICK,
    log: (line) => log.push(line),
  });
  const { connection } = embedded;
  await queryOnce(
    { ...connection, user: "postgres", database: "postgres" },
    `alter role ${connection.user} createdb`,
  );
  await makeTemplate(connection, template);
  return { server: { connection, template }, close: () => embedded.stop() };
}

async function makeTemplate(connection: TestServer["connection"], template: string): Promise<void> {
  await queryOnce(connection, `create database ${template}`);
  await migrate({ ...connection, database: template });
}

/** How long another run may take to become the owner of its folder. */
const YOUNG_MS = 60_000;

/** Data of runs that were killed: their folder has no living owner, and is not just being made. */
function removeLeftovers(): void {
  const base = temporaryBase();
  for (const name of readdirSync(base).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(base, name);
    try {
      const isYoung = statSync(folder).mtimeMs > Date.now() - YOUNG_MS;
      if (!isYoung && isFree(join(folder, "data"))) rmSync(folder, { recursive: true, force: true });
    } catch {
      // being made or removed by its own run, or somebody else's
    }
  }
}
