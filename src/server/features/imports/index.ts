import type { FastifyInstance } from "fastify";
import { imports } from "#contract/imports.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Files that come in: upload, preview, import as a stream, the report, and taking back. */
export function importsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, imports, policy, routes);
}

export { importFile } from "./import-file.ts";
export { serveReading } from "./reading/serve-reading.ts";
export { resumeImports } from "./resume-imports.ts";
export { sweepUploads } from "./sweep-uploads.ts";
