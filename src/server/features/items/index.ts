import type { FastifyInstance } from "fastify";
import { items } from "#contract/items.ts";
import { implement } from "../../http/implement.ts";
import type { Services } from "../../services.ts";
import { policy } from "./policy.ts";
import { routes } from "./routes.ts";

/** Items: added, shown with their whole history, cancelled and put first. */
export function itemsFeature(app: FastifyInstance, services: Services): void {
  implement(app, services, items, policy, routes);
}

export { addItems, lockNextItems } from "./add-items.ts";
export { type ImportedItems, lockImported, removeImported } from "./imported-items.ts";
export { externalKey, repeatedKey } from "./item-key.ts";
export { NewItems } from "./new-items.ts";
export { isBlindTo } from "./policy.ts";
