import type { agreements } from "#contract/agreements.ts";
import type { Handlers } from "../../http/implement.ts";
import { createAgreement } from "./create-agreement.ts";
import { lockOwnAgreement } from "./lock-agreement.ts";
import { publishVersion } from "./publish-version.ts";
import {
  findAgreement,
  findReceipt,
  listAgreements,
  listOwed,
  listSigned,
  listSigners,
  listToSign,
} from "./queries.ts";
import { retireAgreement } from "./retire-agreement.ts";
import { revokeSignature } from "./revoke-signature.ts";
import { sign } from "./sign.ts";

export const routes: Handlers<typeof agreements> = {
  mine: async (_request, { caller, services: { database } }) => ({
    owed: await listOwed(database.pool, caller),
    signed: await listSigned(database.pool, caller),
  }),

  receipt: ({ params }, { caller, services: { database } }) =>
    findReceipt(database.pool, caller, params.signature),

  toSign: ({ params }, { caller, org, services: { database } }) =>
    listToSign(database.pool, { ...params, org, agent: caller.id }),

  sign: async ({ params, body }, { caller, change }) => ({
    signature: await change((tx) =>
      sign(tx, caller, params.project, { agreement: params.agreement, ...body }),
    ),
  }),

  list: async ({ params }, { org, services: { database } }) => ({
    rows: await listAgreements(database.pool, { ...params, org }),
  }),

  create: async ({ params, body }, { caller, org, change, services: { database } }) => {
    const agreement = await change((tx) => createAgreement(tx, caller, params.project, body));
    return findAgreement(database.pool, { ...params, org, agreement });
  },

  publish: async ({ params, body }, { caller, org, change, services: { database } }) => {
    await change(async (tx) =>
      publishVersion(tx, await lockOwnAgreement(tx, caller, params.project, params.agreement), body),
    );
    return findAgreement(database.pool, { ...params, org });
  },

  retire: async ({ params }, { caller, org, change, services: { database } }) => {
    await change((tx) => retireAgreement(tx, caller, params.project, params.agreement));
    return findAgreement(database.pool, { ...params, org });
  },

  signers: async ({ params }, { org, services: { database } }) => ({
    rows: await listSigners(database.pool, { ...params, org }),
  }),

  revoke: async ({ params, body }, { caller, change }) => {
    const of = { agreement: params.agreement, agent: body.agent };
    await change((tx) => revokeSignature(tx, caller, params.project, of));
    return { ok: true };
  },
};
