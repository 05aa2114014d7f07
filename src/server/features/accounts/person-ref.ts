import type { AgentRef, PersonRef } from "#contract/entities.ts";

/** A person as others see them; without an identity (erased) they keep a number that stays the same everywhere. */
export function personRef(id: string, name: string | null | undefined): PersonRef {
  return { id, name: name ?? `Person ${id.slice(-4)}` };
}

/** Anyone who makes something, as others see them: a row of the view `name_of`. */
export function agentRef({
  id,
  name,
  kind,
}: {
  id: string;
  name: string | null;
  kind: AgentRef["kind"];
}): AgentRef {
  return { ...personRef(id, name), kind };
}
