import { z } from "zod";

/** What a person has for a time and a queue may need: `role:trainer`, `language:de:native`, `skill:law`, `agreed:nda`. */
export const Trait = z
  .string()
  .max(120)
  .regex(/^[a-z]+(:[A-Za-z0-9-]+){1,2}$/, "must be like skill:law");
export type Trait = z.infer<typeof Trait>;

/** Traits follow from elsewhere where their name begins so: from membership, languages, signed agreements. */
export const isDerivedTrait = (trait: Trait): boolean => /^(role|language|agreed):/.test(trait);
