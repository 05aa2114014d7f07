import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { pino } from "pino";
import { createFileStore, makeFolder } from "#storage/index.ts";
import { createApp } from "./app.ts";
import { createDatabase } from "./db/database.ts";
import { startEmbedded } from "./db/embedded/index.ts";
import { migrate } from "./db/migrate.ts";
import { createPool, type TimeLimits } from "./db/pool.ts";
import { takePulse } from "./db/pulse.ts";
import { loadDemo } from "./demo/load-demo.ts";
import { type DemoDoor, openDemoDoors } from "./demo/sign-in-links.ts";
import { readCircumstances, type Settings } from "./env.ts";
import { inviteFirstOwner, linkForOwner, repeatErasures } from "./features/people/index.ts";
import { refuse, refuseDatabase, refuseSettings } from "./refuse-insecure.ts";
import type { Services } from "./services.ts";
import { SUBSCRIBERS } from "./subscribers.ts";
import { VERSION } from "./version.ts";
import { startWorker } from "./worker.ts";

export interface Running {
  url: string;
  services: Services;
  app: FastifyInstance;
  connection: pg.ClientConfig;
  /** The way in for the first owner until they have come in, or for one who asked for a new way. */
  ownerLink: string | null;
  /** With a demo: a way in for each of its people. */
  demoDoors: DemoDoor[];
  stop(): Promise<void>;
}

/** How long an external database may take to answer before the start says that it does not. */
const PATIENCE_MS = 10_000;
/** How long is waited for a connection and for a statement: people wait for their work, not for reports. */
const LIMITS = {
  work: { patienceMs: 1_000, queryMs: 120_000 },
  heavy: { patienceMs: 20_000, queryMs: 300_000 },
} satisfies Record<string, TimeLimits>;
/** Connections for reads that take long: they leave the database time for everyone else. */
export const HEAVY_CONNECTIONS = 2;

/** Starts everything: database, schema, services, HTTP, background work; and can stop it in the opposite order. */
export async function start(
  settings: Settings,
  options: { clockOffset?: string; worker?: boolean; poolSize?: number } = {},
): Promise<Running> {
  const dataDir = resolve(settings.dataDir);
  const log = pino({ level: settings.logLevel });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    if (settings.production) refuse(refuseSettings(settings, readCircumstances()));
    let connection: pg.ClientConfig;
    if (settings.databaseUrl) {
      connection = { connectionString: settings.databaseUrl, connectionTimeoutMillis: PATIENCE_MS };
    } else {
      const embedded = await startEmbedded({ dataDir, log: (line) => log.info(line) });
      stops.push(() => embedded.stop());
      connection = embedded.connection;
    }
    await makeFolder(join(dataDir, "files"), 0o700);
    await migrate(connection);
    const offset = options.clockOffset ? { clockOffset: options.clockOffset } : {};
    const size = options.poolSize ? { max: options.poolSize } : {};
    const pool = createPool(connection, { ...offset, ...size, ...LIMITS.work });
    const heavy = createPool(connection, { ...offset, max: HEAVY_CONNECTIONS, ...LIMITS.heavy });
    stops.push(() => Promise.all([pool.end(), heavy.end()]).then(() => undefined));
    const pulse = takePulse(connection, [pool, heavy], log);
    stops.push(() => pulse.stop());
    if (settings.production) refuse(await refuseDatabase(heavy));
    const services: Services = {
      database: createDatabase(pool, SUBSCRIBERS, heavy),
      store: createFileStore(join(dataDir, "files")),
      log,
      version: VERSION,
      baseUrl: settings.baseUrl ?? `http://localhost:${settings.port}`,
      ready: false,
      pulse,
    };
    // The start itself waits as long as a report may: a busy machine is no reason to give up.
    const patient = () => ({ ...services, database: services.database.heavy });
    await repeatErasures(services.database.heavy, services.store); // a database that was put back forgot them
    if (settings.demo) await loadDemo(connection, services, console.log);
    const app = await createApp(services, { trustProxy: settings.trustProxy, webFolder: webFolder() });
    await app.listen({ port: settings.port, host: settings.host });
    stops.push(() => app.close());
    const port = (app.server.address() as AddressInfo).port;
    if (settings.baseUrl === null) services.baseUrl = `http://localhost:${port}`;
    if (options.worker !== false) {
      const worker = startWorker(services, settings.databaseUrl === null);
      stops.push(() => worker.stop());
    }
    const demoDoors = settings.demo ? await openDemoDoors(patient()) : [];
    const first = demoDoors.length === 0 ? await inviteFirstOwner(patient(), settings.firstOwner) : null;
    const owner = first ?? (settings.ownerLink ? await linkForOwner(patient(), settings.firstOwner) : null);
    services.ready = true;
    return {
      url: services.baseUrl,
      services,
      app,
      connection,
      ownerLink: owner?.url ?? null,
      demoDoors,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The built pages lie beside the built server, and in dist while the source runs unbuilt. */
function webFolder(): string {
  const here = import.meta.dirname;
  return here.endsWith(join("dist", "server"))
    ? join(here, "..", "web")
    : join(here, "..", "..", "dist", "web");
}
