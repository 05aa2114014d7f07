import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

/** How long a body may take to arrive, from the request's first line: as long as Node gives the headers. */
export const BODY_MS = 60_000;

const clocks = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/**
 * Refuses a request whose body is not there after `ms`, and ends its connection: who sends a byte now and then could
 * hold one for ever. Node's own limit for whole requests would end long uploads too.
 */
export function limitBodyTime(app: FastifyInstance, ms: number): void {
  app.addHook("onRequest", async ({ raw }, reply) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = raw.headers;
    if (length === "0" && encoding === undefined) return;
    clocks.set(raw, setTimeout(cutOff, ms, raw).unref());
    // An answer may be out before the body is in, as a refusal is: then the clock goes on.
    reply.raw.once("close", () => {
      const { socket } = raw;
      if (raw.complete || socket.destroyed) return giveTime(raw);
      const over = () => {
        socket.off("close", over);
        giveTime(raw); // or its memory is kept until the clock ends
      };
      raw.once("close", over);
      socket.once("close", over);
    });
  });
}

/** So much of a body nobody wants is still taken in, to keep its connection. */
const MOST_UNWANTED = 256 * 1024;

/** How long its sender has to see the answer. */
const LINGER_MS = 1_000;

/** Ends the connection behind the answer where much of the body is still to come, without reading what nobody wants. */
export function leaveUnread({ raw }: FastifyRequest, reply: FastifyReply): void {
  const { "content-length": length = "0", "transfer-encoding": encoding } = raw.headers;
  if (raw.complete || (encoding === undefined && Number(length) <= MOST_UNWANTED)) return;
  reply.header("connection", "close");
  raw._read(0); // counts as being read, so that Node does not read the rest to throw it away
  const { socket } = raw;
  // To close at once would reset the connection, and the sender would hear of that instead of the answer.
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
}

/** Lets the body of a request take as long as it needs: that of an upload, once it is known who sends it. */
export function giveTime(raw: IncomingMessage): void {
  clearTimeout(clocks.get(raw));
}

function cutOff(raw: IncomingMessage): void {
  if (raw.complete) return;
  // Whoever waits for the body answers with the refusal, and then ends the connection.
  if (raw.listenerCount("error") > 0) raw.emit("error", new AppError("too_slow"));
  else raw.destroy();
}
