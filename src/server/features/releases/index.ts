import type { FastifyInstance } from "fastify";
import { releases } from "#contract/releases.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** What goes out: releases with frozen membership, and the export of everything. */
export function releasesFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, releases, policy, routes);
}

export { buildRelease, finishRelease, writeStored } from "./build-release.ts";
export { exportQuery } from "./export-project.ts";
export { verifyRelease } from "./verify-release.ts";
