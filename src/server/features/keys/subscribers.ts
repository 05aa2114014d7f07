import { inside } from "../../events/inside.ts";
import { revokeKeys } from "./revoke-key.ts";

export const keysSubscribers = [
  inside("person.erased", (tx, { body }) => revokeKeys(tx, body.person, true)),
  inside("person.blocked", (tx, { body }) => revokeKeys(tx, body.person)),
];
