import type pg from "pg";
import type { SectionSignOff } from "#contract/guide-sign-off.ts";
import { inReadingOrder, missingSignatures } from "#guide/index.ts";
import { personRef } from "../../accounts/index.ts";
import { readDraft } from "../read-draft.ts";
import { listDemands, listSignatures } from "./find-missing.ts";

/** The sections of a draft that must be signed, each by each capacity, in reading order. */
export async function listSignOff(pool: pg.Pool, org: string, guide: string): Promise<SectionSignOff[]> {
  const draft = await readDraft(pool, org, guide, () => null);
  const live = inReadingOrder(draft.filter(({ retired }) => retired === null));
  const [demands, signatures] = await Promise.all([
    listDemands(pool, org, guide),
    listSignatures(pool, org, guide),
  ]);
  const missing = missingSignatures(live, demands, signatures);
  return live.flatMap(({ id: section }) =>
    (demands.find((demand) => demand.section === section)?.capacities ?? []).map((capacity) => {
      const last = signatures.find((one) => one.section === section && one.capacity === capacity);
      return {
        section,
        capacity,
        missing: missing.find((one) => one.section === section && one.capacity === capacity)?.entries ?? [],
        last: last ? { by: personRef(last.agent, last.name), at: last.at } : null,
      };
    }),
  );
}
