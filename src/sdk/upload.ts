/** Bytes sent so far, of how many. */
export type OnProgress = (sent: number, total: number) => void;

/**
 * Sends a file through XMLHttpRequest, the only way in which a browser tells how far an upload is.
 * @throws TypeError where no answer came, like fetch; DOMException "AbortError" when the signal stops it
 */
export function uploadWithProgress(
  url: string,
  init: RequestInit,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(init.method ?? "POST", url);
    for (const [name, value] of Object.entries((init.headers ?? {}) as Record<string, string>)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onload = () => {
      const headers = new Headers();
      for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
        const colon = line.indexOf(":");
        if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
      }
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onerror = () => reject(new TypeError("upload failed"));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(init.body as Blob);
  });
}
