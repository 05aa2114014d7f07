/** Lets this page come up again without a connection: see public/worker.js. Only what was built can be kept. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // The first page comes first.
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000));
  const begin = () =>
    idle(() => void navigator.serviceWorker.register("/worker.js").then(tell, () => undefined));
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

/** Tells the worker which files the page has used, now and whenever there are more. */
async function tell(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const used = new Set<string>();
  new PerformanceObserver((list) => {
    const before = used.size;
    for (const { name } of list.getEntries()) {
      const { origin, pathname } = new URL(name);
      if (origin === window.location.origin && pathname.startsWith("/assets/")) used.add(pathname);
    }
    const worker = navigator.serviceWorker.controller ?? active;
    if (used.size > before) worker?.postMessage({ used: [...used] });
  }).observe({ type: "resource", buffered: true });
}
