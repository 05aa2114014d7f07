import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { capConnections } from "./cap-connections.ts";

test("beyond the cap the connection that has been idle longest ends, never one at work", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/quick") response.end();
  });
  capConnections(server, 3);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = async (): Promise<Socket> => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {}).resume();
    await once(socket, "connect");
    return socket;
  };
  const ask = (socket: Socket, path: string) => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  const atWork = await open();
  ask(atWork, "/slow");
  await once(server, "request");
  const wasQuick = await open();
  const silent = await open();
  const answered = once(wasQuick, "data");
  ask(wasQuick, "/quick");
  await answered; // now it has been idle for less long than the silent one
  const silentEnds = once(silent, "close");
  await open();
  await silentEnds;
  const quickEnds = once(wasQuick, "close");
  await open();
  await quickEnds;
  expect(atWork.readyState).toBe("open");
});
