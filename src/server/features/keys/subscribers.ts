import { inside } from "../../events/inside.ts";
import { revokeKeys } from "./revoke-key.ts";

export const keysSubscribers = [
  inside("person.erased", (tx, { body }) => revokeKeys(tx, body.person, true)),
  inside("account.recovered", async (tx, { body }) => {
    if (body.keys === "revoke") await revokeKeys(tx, body.person);
  }),
  inside("person.blocked", (tx, { body }) => revokeKeys(tx, body.person)),
];
