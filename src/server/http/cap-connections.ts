import type { Server } from "node:http";
import type { Socket } from "node:net";

/** More than a crowd of browsers opens, and less than a process may have files open. */
export const MOST_CONNECTIONS = 2_000;

/**
 * Keeps the number of open connections below a cap: one more ends the one that has been idle longest, so that whoever
 * opens thousands and says nothing keeps nobody out. Where all are at work, the new one is not taken.
 */
export function capConnections(server: Server, most: number): void {
  const idle = new Set<Socket>(); // in the order in which they fell idle
  let open = 0;
  server.on("connection", (socket) => {
    open++;
    socket.once("close", () => {
      open--;
      idle.delete(socket);
    });
    if (open > most) (idle.values().next().value ?? socket).destroy();
    if (!socket.destroyed) idle.add(socket);
  });
  server.on("request", ({ socket }, response) => {
    idle.delete(socket);
    response.once("close", () => {
      if (!socket.destroyed) idle.add(socket);
    });
  });
}
