import type { people } from "#contract/people.ts";
import { change } from "../../db/change.ts";
import type { Context } from "../../http/context.ts";
import { AppError } from "../../http/errors.ts";
import type { Handlers } from "../../http/implement.ts";
import { addPerson } from "./add-person.ts";
import { erasePerson } from "./erase-person.ts";
import { makeSignInLink } from "./make-sign-in-link.ts";
import { mayTouch } from "./policy.ts";
import { findPerson, listPeople } from "./queries.ts";
import { grant, revoke } from "./traits.ts";
import { updatePerson } from "./update-person.ts";

export const routes: Handlers<typeof people> = {
  list: async (_request, { services, caller }) => ({
    rows: await listPeople(services.database.pool, caller),
  }),

  invite: async ({ body }, context) => {
    if (!mayTouch(context.caller, body.role)) throw new AppError("forbidden");
    const id = await context.change((tx) => addPerson(tx, body));
    const link = await linkFor(context, id);
    return { person: await present(context, id), link };
  },

  newLink: ({ params }, context) => linkFor(context, params.person),

  update: async ({ params, body }, context) => {
    await context.change((tx) => updatePerson(tx, context.caller, params.person, body));
    return present(context, params.person);
  },

  grantTrait: async ({ params, body }, context) => {
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
