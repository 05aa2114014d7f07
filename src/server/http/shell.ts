import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

interface Asset {
  type: string;
  plain: Buffer;
  br: Buffer | null;
  gzip: Buffer | null;
}

/** What every answer carries; the page adds its own nonce. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
  };
}

/**
 * Serves the built pages: files by exact name out of a list made at start (a path is never joined with what a
 * request says), and the one HTML page, with a fresh nonce, for every address that is not a file.
 */
export async function serveShell(app: FastifyInstance, folder: string): Promise<void> {
  const { assets, page } = await load(folder);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0]!;
    if (path.startsWith("/api/") || request.method !== "GET") {
      return reply.code(404).send({ code: "not_found", message: "There is no such address." });
    }
    const asset = assets.get(path);
    if (asset) return sendAsset(reply, asset, String(request.headers["accept-encoding"] ?? ""), path);
    if (extname(path) !== "") return reply.code(404).type("text/plain").send("not found");
    const nonce = randomBytes(16).toString("base64");
    return reply
      .headers(securityHeaders(nonce))
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(page.replaceAll("__NONCE__", nonce));
  });
}

function sendAsset(reply: FastifyReply, asset: Asset, accepted: string, path: string): FastifyReply {
  const encoding =
    asset.br && /\bbr\b/.test(accepted) ? "br" : asset.gzip && /\bgzip\b/.test(accepted) ? "gzip" : null;
  if (encoding) reply.header("content-encoding", encoding);
  return reply
    .header("vary", "accept-encoding")
    .header("cache-control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache")
    .type(asset.type)
    .send(encoding ? asset[encoding] : asset.plain);
}

async function load(folder: string): Promise<{ assets: Map<string, Asset>; page: string }> {
  const assets = new Map<string, Asset>();
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const optional = (path: string) => readFile(path).catch(() => null);
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const [plain, br, gzip] = await Promise.all([
      readFile(path),
      optional(`${path}.br`),
      optional(`${path}.gz`),
    ]);
    assets.set(`/${relative(folder, path).split(sep).join("/")}`, { type, plain, br, gzip });
  }
  const page = await readFile(join(folder, "index.html"), "utf8").catch(
    () => "<!doctype html><title>Plumbline</title>",
  );
  return { assets, page };
}
