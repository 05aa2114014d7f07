import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

/** The capacities that sign for a text. */
export const SigningCapacity = z.enum(["linguist", "expert", "lawyer", "client"]);
export type SigningCapacity = z.infer<typeof SigningCapacity>;

/** An entry as it was read: its id and its revision. */
const Read = z.tuple([Id, Id]);

/** A section that must be signed, by one capacity. */
export const SectionSignOff = z.object({
  section: Id,
  capacity: SigningCapacity,
  /** The entries that nobody has signed as they are now. */
  missing: z.array(Id),
  /** The newest signature. */
  last: z.object({ by: PersonRef, at: Time }).nullable(),
});
export type SectionSignOff = z.infer<typeof SectionSignOff>;

/** Which sections of a guide must be signed by whom before it is published, and who has signed. */
export const guideSignOff = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/sign-off",
    summary: "The sections that must be signed, by capacity, and what is missing",
    scope: "read",
    result: z.object({ rows: z.array(SectionSignOff) }),
  }),
  demand: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/sections/:section/sign-off",
    summary: "Set which capacities must sign a section; an empty list asks for none",
    scope: "write",
    body: z.object({ capacities: z.array(SigningCapacity).max(4) }),
  }),
  sign: endpoint({
    method: "POST",
    path: "/api/guides/:guide/sections/:section/signatures",
    summary: "Sign a section as it was read; refused where it has changed since",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({
      capacity: SigningCapacity,
      /** The section and all that is in it, in reading order, as the signer read them. */
      entries: z.array(Read).min(1).max(10_000),
    }),
  }),
};
