import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from "fastify";
import { AppError, toAppError } from "./errors.ts";
import { accountsFeature } from "./features/accounts/index.ts";
import { agreementsFeature } from "./features/agreements/index.ts";
import { announcementsFeature } from "./features/announcements/index.ts";
import { discussionsFeature } from "./features/discussions/index.ts";
import { formsFeature } from "./features/forms/index.ts";
import { gatesFeature } from "./features/gates/index.ts";
import { guidesFeature, publishGuide, startGuide } from "./features/guides/index.ts";
import { homeFeature } from "./features/home/index.ts";
import { importsFeature } from "./features/imports/index.ts";
import { itemsFeature } from "./features/items/index.ts";
import { judgingsFeature } from "./features/judgings/index.ts";
import { keysFeature } from "./features/keys/index.ts";
import { noticesFeature } from "./features/notices/index.ts";
import { peopleFeature } from "./features/people/index.ts";
import { projectsFeature } from "./features/projects/index.ts";
import { questionsFeature } from "./features/questions/index.ts";
import { releasesFeature } from "./features/releases/index.ts";
import { reportsFeature } from "./features/reports/index.ts";
import { searchFeature } from "./features/search/index.ts";
import { typesFeature } from "./features/types/index.ts";
import { workFeature } from "./features/work/index.ts";
import { publishWorkflow } from "./features/workflows/index.ts";
import { BODY_MS, leaveUnread, limitBodyTime } from "./http/body-time.ts";
import { capConnections, MOST_CONNECTIONS } from "./http/cap-connections.ts";
import { readJson } from "./http/read-json.ts";
import { securityHeaders, serveShell } from "./http/shell.ts";
import { whileAlive } from "./http/while-alive.ts";
import type { Services } from "./services.ts";

/** What a feature gives to the app: one line here, one door per feature. */
const FEATURES: ((app: FastifyInstance, services: Services) => void)[] = [
  accountsFeature,
  peopleFeature,
  keysFeature,
  (app, services) => projectsFeature(app, services, { publishWorkflow, publishGuide, startGuide }),
  agreementsFeature,
  announcementsFeature,
  gatesFeature,
  judgingsFeature,
  guidesFeature,
  questionsFeature,
  formsFeature,
  importsFeature,
  itemsFeature,
  searchFeature,
  typesFeature,
  releasesFeature,
  workFeature,
  discussionsFeature,
  noticesFeature,
  reportsFeature,
  homeFeature,
];

/**
 * The HTTP application, not yet listening.
 * @param options.trustProxy addresses of proxies whose forwarded headers are believed
 * @param options.webFolder the built pages
 * @param options.bodyMs how long a body that is no file may take to arrive
 */
export async function createApp(
  services: Services,
  options: { trustProxy: string | false; webFolder: string; bodyMs?: number },
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    forceCloseConnections: true,
    // An address that cannot be read meets no hook, so it gets its headers here.
    frameworkErrors: (_error, _request, reply) =>
      (reply as FastifyReply)
        .headers(securityHeaders("none"))
        .header("connection", "close")
        .code(400)
        .send(new AppError("malformed").problem),
  });
  limitBodyTime(app, options.bodyMs ?? BODY_MS);
  // A file is read by its handler while it arrives, never into memory, so no limit stands at the door.
  app.addContentTypeParser(
    "application/octet-stream",
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, body, done) => done(null, body),
  );
  readJson(app);
  app.setErrorHandler((error, request, reply) => {
    const known = toAppError(error, request.routeOptions.bodyLimit);
    if (known.status >= 500)
      request.log.error({ err: known.private ?? error, url: request.url }, known.message);
    leaveUnread(request, reply);
    if (known.retryAfterSeconds !== undefined) reply.header("retry-after", known.retryAfterSeconds);
    return reply.code(known.status).send(known.problem);
  });
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(securityHeaders("none"));
  });
  for (const feature of FEATURES) feature(app, services);
  app.get("/health", async (_request, reply) => {
    if (!services.ready) return reply.code(503).send({ status: "starting", version: services.version });
    await whileAlive(services.pulse, () => services.database.pool.query("select 1"));
    return reply.send({ status: "ok", version: services.version });
  });
  capConnections(app.server, MOST_CONNECTIONS);
  await serveShell(app, options.webFolder);
  return app;
}
