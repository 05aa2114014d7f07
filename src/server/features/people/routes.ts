import type { people } from "#contract/people.ts";
import { change } from "../../db/change.ts";
import type { Context } from "../../http/context.ts";
import { mayGrant, mustGrant } from "../../http/grants.ts";
import type { Handlers } from "../../http/implement.ts";
import { listEveryKey } from "../keys/index.ts";
import { addPerson } from "./add-person.ts";
import { addProgram } from "./add-program.ts";
import { erasePerson } from "./erase-person.ts";
import { makeSignInLink } from "./make-sign-in-link.ts";
import { findPerson, listPeople } from "./queries.ts";
import { grant, revoke } from "./traits.ts";
import { updatePerson } from "./update-person.ts";

export const routes: Handlers<typeof people> = {
  list: async (_request, { services, caller }) => ({
    rows: await listPeople(services.database.pool, caller),
  }),

  keys: async (_request, { db }) => ({ rows: await listEveryKey(db) }),

  invite: async ({ body }, context) => {
    const { caller } = context;
    const id = await context.change((tx) => addPerson(tx, caller, body));
    const mayLink = mayGrant(caller, { kind: "link", person: id, role: body.role });
    return { link: mayLink ? await linkFor(context, id) : null, person: await present(context, id) };
  },

  addProgram: async ({ body }, context) => {
    // Not under the idempotency key: its answer would be kept, and with it the secret.
    const { caller, org, services } = context;
    const author = { org, agent: caller.id };
    const { id, secret } = await change(services.database, author, (tx) => addProgram(tx, caller, body));
    return { program: { id, name: body.name, kind: "program" }, secret };
  },

  newLink: ({ params }, context) => linkFor(context, params.person),

  update: async ({ params, body }, context) => {
    await context.change((tx) => updatePerson(tx, context.caller, params.person, body));
    return present(context, params.person);
  },

  grantTrait: async ({ params, body }, context) => {
    mustGrant(context.caller, { kind: "trait" });
    await context.change((tx) => grant(tx, params.person, body.trait, body));
    return present(context, params.person);
  },

  revokeTrait: async ({ params, body }, context) => {
    await context.change((tx) => revoke(tx, params.person, body.trait, body));
    return present(context, params.person);
  },

  erase: async ({ params }, context) => {
    await context.change((tx) => erasePerson(tx, context.caller, params.person));
    return present(context, params.person);
  },
};

const present = ({ services, caller }: Context, person: string) =>
  findPerson(services.database.pool, caller, person);

/** Not under the idempotency key: its answer would be kept, and with it the secret. */
function linkFor({ services, org, caller }: Context, person: string) {
  return change(services.database, { org, agent: caller.id }, (tx) =>
    makeSignInLink(tx, caller, services.baseUrl, person),
  );
}
