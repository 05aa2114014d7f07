import type { FastifyInstance } from "fastify";
import { mostValues } from "#contract/endpoint.ts";
import { tooLarge } from "../errors.ts";

/** Reads bodies of JSON, whose values are counted before anything is made of them. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    const most = mostValues(request.routeOptions.bodyLimit!);
    if (holdsMoreThan(most, body as string)) return done(tooLarge(`at most ${most} values, all counted`));
    return parse(request, body as string, done);
  });
}

const [QUOTE, BACKSLASH] = ['"', "\\"].map((sign) => sign.charCodeAt(0));
/** Each value but the first stands behind one of these. */
const BEFORE_VALUE = new Set([",", "[", "{"].map((sign) => sign.charCodeAt(0)));

/** Whether a JSON text holds more values than that, those of lists and objects counted too; empty ones count as two. */
export function holdsMoreThan(most: number, text: string): boolean {
  let count = 1;
  let isInString = false;
  for (let at = 0; at < text.length && count <= most; at++) {
    const sign = text.charCodeAt(at);
    if (isInString && sign === BACKSLASH) at++;
    else if (sign === QUOTE) isInString = !isInString;
    else if (!isInString && BEFORE_VALUE.has(sign)) count++;
  }
  return count > most;
}
