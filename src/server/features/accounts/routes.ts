import type { accounts } from "#contract/accounts.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { endSession } from "./end-sessions.ts";
import { followLink } from "./follow-link.ts";
import { updateIdentity } from "./identity.ts";
import { openLink } from "./links.ts";
import { findMe, listLivingKeys, listSessions } from "./queries.ts";
import { knowsPassword, setPassword } from "./set-password.ts";
import { type SignedIn, signIn } from "./sign-in.ts";

const OK = { ok: true } as const;

export const routes: Handlers<typeof accounts> = {
  me: (_request, { db, caller }) => findMe(db, caller.id),

  signIn: async ({ body }, context) => {
    const signedIn = await signIn(context.services, { ...body, userAgent: context.userAgent });
    return welcome(context, signedIn);
  },

  followLink: async ({ body }, context) => {
    const signedIn = await followLink(context.services, { ...body, userAgent: context.userAgent });
    return welcome(context, signedIn);
  },

  inspectLink: async ({ body }, { services }) => {
    const link = await openLink(services, body.token);
    const isRecovery = link.purpose === "recovery";
    return {
      ...link,
      keys: isRecovery ? await listLivingKeys(services.database.for(link.org), link.person) : [],
    };
  },

  signOut: async (_request, context) => {
    await context.change((tx) => endSession(tx, context.caller.session!));
    context.setSession(null);
    return OK;
  },

  update: async ({ body }, context) => {
    const mayMove = body.email !== undefined && (await knowsPassword(context, body.current));
    await context.change((tx) => updateIdentity(tx, { ...body, mayMove }));
    return findMe(context.db, context.caller.id);
  },

  setPassword: async ({ body }, context) => {
    await setPassword(context, body);
    return OK;
  },

  sessions: async (_request, { db, caller }) => ({
    rows: await listSessions(db, caller.id, caller.session),
  }),

  revokeSession: async ({ params }, context) => {
    await context.change((tx) => endSession(tx, params.session));
    if (params.session === context.caller.session) context.setSession(null);
    return OK;
  },
};

function welcome({ services, setSession }: Context, { org, person, token }: SignedIn) {
  setSession(token);
  return findMe(services.database.for(org), person);
}
