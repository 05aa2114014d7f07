// Lets a page come up again without a connection: keeps the one HTML page and the files of it that were used, all of
// them public. What the server says about work never passes through here, and any doubt is left to the network.
const SHELL = "/";
/** Without a hash in their names: asked for anew while there is a connection. */
const FIXED = ["/boot.js", "/icon.svg"];
const CACHE = "plumbline ";
const ASSET = /^\/assets\/[\w.-]+$/;
const PATIENCE_MS = 4_000;
/** A reload while the server restarts behind a proxy. */
const AWAY = [502, 503, 504];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (ASSET.test(pathname)) event.respondWith(fromCache(pathname).then((kept) => kept ?? fetch(request)));
  else if (FIXED.includes(pathname)) event.respondWith(fromNetwork(request, pathname));
  else if (request.mode === "navigate" && isPage(pathname)) {
    event.respondWith(fromNetwork(request, SHELL));
    event.waitUntil(leaveIfGone());
  }
});

// A page tells which files it has used.
addEventListener("message", (event) => event.waitUntil(keep(event.data.used).catch(() => undefined)));

function isPage(path) {
  return !path.startsWith("/api/") && path !== "/health" && !path.includes(".");
}

function fromCache(path) {
  return caches.match(path, { ignoreVary: true });
}

/** The network's answer; what is kept where there is none, or none in time. */
async function fromNetwork(request, path) {
  const answer = fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([answer, patience]).catch(() => undefined);
  if (first && !AWAY.includes(first.status)) return first;
  return (await fromCache(path)) ?? answer;
}

/**
 * Keeps a page with all that it used, under a name of its build. What an older build left goes when the new one is
 * complete; a page of an older build changes nothing.
 */
async function keep(used) {
  const shell = await fetch(SHELL, { cache: "no-store" });
  const named = (await shell.clone().text()).match(/\/assets\/[\w.-]+\.(?:js|css)/g) ?? [];
  if (!shell.ok || named.length === 0 || !named.every((path) => used.includes(path))) return;
  const name = CACHE + named.join(" ");
  const cache = await caches.open(name);
  const known = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const missing = used.filter((path) => ASSET.test(path) && !known.includes(path));
  await cache.addAll([...FIXED, ...new Set(missing)]);
  await cache.put(SHELL, shell);
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other);
}

/** A product without this file wants none of it: no worker may outlive that. */
async function leaveIfGone() {
  const { status } = await fetch("/worker.js", { cache: "no-store" }).catch(() => ({ status: 0 }));
  if (status !== 404 && status !== 410) return;
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
