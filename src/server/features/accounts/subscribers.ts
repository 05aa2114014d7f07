import { inside } from "../../events/inside.ts";
import { endSessions } from "./end-sessions.ts";
import { eraseIdentity } from "./identity.ts";

export const accountsSubscribers = [
  inside("person.erased", (tx, { body }) => eraseIdentity(tx, body.person)),
  inside("person.blocked", (tx, { body }) => endSessions(tx, body.person)),
];
