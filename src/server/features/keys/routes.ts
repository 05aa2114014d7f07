import type { keys } from "#contract/keys.ts";
import { change } from "../../db/change.ts";
import type { Handlers } from "../../http/implement.ts";
import { createKey } from "./create-key.ts";
import { listKeys } from "./queries.ts";
import { revokeKey } from "./revoke-key.ts";

export const routes: Handlers<typeof keys> = {
  list: async (_request, { db, caller }) => ({ rows: await listKeys(db, caller.id) }),

  create: async ({ body }, context) => {
    const { caller, org, services, db } = context;
    // Not under the idempotency key: its answer would be kept, and with it the secret.
    const author = { org, agent: caller.id };
    const { id, secret } = await change(services.database, author, (tx) => createKey(tx, caller, body));
    const [key] = await listKeys(db, caller.id, id);
    return { key: key!, secret };
  },

  revoke: async ({ params }, context) => {
    await context.change((tx) => revokeKey(tx, context.caller, params.key));
    return { ok: true };
  },
};
