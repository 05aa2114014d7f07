import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { AgentRef, Id, Time } from "./entities.ts";

/** One wording of an agreement. From `neededFrom` on no earlier version is enough; its signatures end at `until`. */
export const AgreementVersion = z.object({
  id: Id,
  n: z.number().int(),
  text: z.string(),
  /** SHA-256 of the text, in hexadecimal. */
  hash: z.string(),
  neededFrom: Time,
  until: Time.nullable(),
  at: Time,
});
export type AgreementVersion = z.infer<typeof AgreementVersion>;

/** An agreement as those see it who run it, with its versions, newest first. */
export const Agreement = z.object({
  id: Id,
  title: z.string(),
  /** Null: it is for every project of the organization. */
  projectId: Id.nullable(),
  /** What whoever has signed has, and the project's queues ask for. */
  trait: z.string(),
  versions: z.array(AgreementVersion),
  /** How many people and programs are bound by it now. */
  signed: z.number().int(),
  retiredAt: Time.nullable(),
});
export type Agreement = z.infer<typeof Agreement>;

/**
 * Where someone stands: `signed`; `outdated`: a newer version is needed; `ended`: the signature was revoked or is over;
 * `none`: never signed.
 */
export const SigningState = z.enum(["signed", "outdated", "ended", "none"]);
export type SigningState = z.infer<typeof SigningState>;

/** An agreement as it is put before someone: its newest version, and where they stand with it. */
export const AgreementToSign = z.object({
  agreementId: Id,
  title: z.string(),
  version: AgreementVersion,
  state: SigningState,
  /** Nothing of the project can be read until it is signed. False: a later version that is needed from a date on. */
  needed: z.boolean(),
  /** False where the newest version is over itself, so that nobody can sign it. */
  open: z.boolean(),
});
export type AgreementToSign = z.infer<typeof AgreementToSign>;

export const Signer = z.object({
  agent: AgentRef,
  state: SigningState,
  signatureId: Id.nullable(),
  /** The version that they signed last. */
  n: z.number().int().nullable(),
  at: Time.nullable(),
  /** When it is enough no longer. */
  until: Time.nullable(),
  /** The name that was typed; null where it was erased, or nothing was signed. */
  typedName: z.string().nullable(),
});
export type Signer = z.infer<typeof Signer>;

/** What a signature leaves behind. */
export const Receipt = z.object({
  id: Id,
  title: z.string(),
  /** Null: every project of the organization. */
  project: z.string().nullable(),
  organization: z.string(),
  n: z.number().int(),
  text: z.string(),
  hash: z.string(),
  /** Who is bound: the signer, or a program for which they signed. */
  agent: AgentRef,
  typedName: z.string().nullable(),
  at: Time,
  revokedAt: Time.nullable(),
  until: Time.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

const NewVersion = z.object({
  text: z.string().trim().min(1, "needs a text").max(200_000),
  /** When no earlier version is enough any more; null: now. */
  neededFrom: z.iso.datetime().nullable().default(null),
  /** When its signatures end; null: they do not. */
  until: z.iso.datetime().nullable().default(null),
});

const inProject = <T extends string>(rest: T) => `/api/projects/:project/agreements${rest}` as const;

export const agreements = {
  mine: endpoint({
    method: "GET",
    path: "/api/agreements",
    summary: "What I still have to sign, by project, and what I have signed",
    scope: "read",
    result: z.object({
      owed: z.array(z.object({ projectId: Id, project: z.string(), titles: z.array(z.string()) })),
      signed: z.array(Receipt.pick({ id: true, title: true, n: true, agent: true, at: true, until: true })),
    }),
  }),
  receipt: endpoint({
    method: "GET",
    path: "/api/agreements/signatures/:signature",
    summary: "The receipt of one's own signature; owners and admins read anyone's",
    scope: "read",
    result: Receipt,
  }),
  toSign: endpoint({
    method: "GET",
    path: inProject("/to-sign"),
    summary: "The project's agreements that I have not signed in their newest version",
    scope: "read",
    unsigned: "admitted",
    result: z.object({ project: z.string(), rows: z.array(AgreementToSign) }),
  }),
  sign: endpoint({
    method: "POST",
    path: inProject("/:agreement/sign"),
    summary:
      "Sign an agreement's newest version, for oneself or, as a manager, for a program. Not with an API key",
    scope: "work",
    unsigned: "admitted",
    body: z.object({
      version: Id,
      name: z.string().trim().min(1, "needs your name").max(200),
      agreed: z.literal(true),
      /** A program that is to be bound. */
      program: Id.nullable().default(null),
    }),
    result: z.object({ signature: Id }),
  }),
  list: endpoint({
    method: "GET",
    path: inProject(""),
    summary: "The agreements that are for the project, with their versions",
    scope: "read",
    unsigned: "admitted",
    result: z.object({ rows: z.array(Agreement) }),
  }),
  create: endpoint({
    method: "POST",
    path: inProject(""),
    summary: "Ask everyone in the project to sign, or in every project of the organization",
    scope: "write",
    limit: 1024 * KB,
    unsigned: "admitted",
    body: NewVersion.extend({
      title: z.string().trim().min(1, "needs a title").max(200),
      everyProject: z.boolean().default(false),
    }),
    result: Agreement,
  }),
  publish: endpoint({
    method: "POST",
    path: inProject("/:agreement/versions"),
    summary: "Publish an agreement's next version, needed from a time on",
    scope: "write",
    limit: 1024 * KB,
    unsigned: "admitted",
    body: NewVersion,
    result: Agreement,
  }),
  retire: endpoint({
    method: "POST",
    path: inProject("/:agreement/retire"),
    summary: "Nobody has to sign the agreement any more; what was signed is kept",
    scope: "write",
    unsigned: "admitted",
    result: Agreement,
  }),
  signers: endpoint({
    method: "GET",
    path: inProject("/:agreement/signers"),
    summary: "Who in the project has signed, and who has not",
    scope: "read",
    unsigned: "admitted",
    result: z.object({ rows: z.array(Signer) }),
  }),
  revoke: endpoint({
    method: "POST",
    path: inProject("/:agreement/revoke"),
    summary: "Revoke a person's or program's signature: at once they can read nothing and hand in nothing",
    scope: "write",
    unsigned: "admitted",
    body: z.object({ agent: Id }),
  }),
};
