import { Agent, request } from "node:http";
import { type Figures, figures } from "./measure.ts";

export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** One request over a kept connection; resolves to the parsed answer. */
export function shoot(agent: Agent, port: number, shot: Shot): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const payload = shot.body === undefined ? undefined : JSON.stringify(shot.body);
    const sent = request(
      {
        agent,
        port,
        host: "127.0.0.1",
        method: shot.method,
        path: shot.path,
        headers: {
          "x-plumbline": "bench",
          ...(payload && {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(payload),
          }),
          ...shot.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}

/**
 * Sends `count` requests over `connections` connections, each the next of `next(n)`; every answer must be 2xx.
 * @returns latencies as figures
 */
export async function load(
  port: number,
  options: {
    connections: number;
    count: number;
    next: (n: number) => Shot;
    each?: (n: number, body: string) => void;
    /** Sends again what the server had no time for: on a machine that others use too, its database may fall silent. */
    patient?: boolean;
  },
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const latencies: number[] = [];
  let n = 0;
  const start = performance.now();
  const lane = async () => {
    while (n < options.count) {
      const mine = n++;
      const before = performance.now();
      let { status, body } = await shoot(agent, port, options.next(mine));
      while (options.patient && status === 503) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        ({ status, body } = await shoot(agent, port, options.next(mine)));
      }
      latencies.push(performance.now() - before);
      if (status >= 300) throw new Error(`request ${mine}: ${status} ${body}`);
      options.each?.(mine, body);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, lane));
  agent.destroy();
  return figures(latencies, (performance.now() - start) / 1000);
}
