import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { pino } from "pino";
import { createFileStore } from "#storage/index.ts";
import { createApp } from "../app.ts";
import { createDatabase } from "../db/database.ts";
import { createPool } from "../db/pool.ts";
import { testDatabase } from "../db/testing.ts";
import type { Services } from "../services.ts";
import { SUBSCRIBERS } from "../subscribers.ts";

export interface TestApp {
  url: string;
  app: FastifyInstance;
  services: Services;
  connection: pg.ClientConfig;
  /** Where the store keeps its files. */
  folder: string;
  /** Ends the application; its database stays. */
  close(): Promise<void>;
  drop(): Promise<void>;
  /** Both. */
  stop(): Promise<void>;
}

/** The whole application on a database of its own, listening on a free port; no background work unless asked. */
export async function testApp(
  options: {
    poolSize?: number;
    webFolder?: string;
    clockOffset?: string;
    port?: number;
    bodyMs?: number;
  } = {},
): Promise<TestApp> {
  const { connection, drop } = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
  const offset = options.clockOffset ? { clockOffset: options.clockOffset } : {};
  const pool = createPool(connection, { max: options.poolSize ?? 6, ...offset });
  const heavy = createPool(connection, { max: 2, ...offset });
  const services: Services = {
    database: createDatabase(pool, SUBSCRIBERS, heavy),
    store: createFileStore(folder),
    log: pino({ level: process.env.PLUMBLINE_LOG ?? "fatal" }),
    version: "test",
    baseUrl: "http://localhost",
    ready: true,
  };
  const app = await createApp(services, {
    trustProxy: false,
    webFolder: options.webFolder ?? folder,
    ...(options.bodyMs && { bodyMs: options.bodyMs }),
  });
  services.baseUrl = await app.listen({ port: options.port ?? 0, host: "127.0.0.1" });
  const close = async () => {
    await app.close();
    await Promise.all([pool.end(), heavy.end()]);
    await rm(folder, { recursive: true, force: true });
  };
  return {
    url: services.baseUrl,
    app,
    services,
    connection,
    folder,
    close,
    drop,
    async stop() {
      await close();
      await drop();
    },
  };
}
