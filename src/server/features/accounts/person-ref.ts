import type { PersonRef } from "#contract/entities.ts";

/** A person as others see them; without an identity (erased) they keep a number that stays the same everywhere. */
export function personRef(id: string, name: string | null | undefined): PersonRef {
  return { id, name: name ?? `Person ${id.slice(-4)}` };
}
