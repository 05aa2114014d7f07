import type pg from "pg";
import { z } from "zod";
import { AgentRef } from "#contract/entities.ts";
import { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { type Format, formatNamed } from "#formats/export/index.ts";
import type { RowKey } from "../../db/database.ts";
import type { FrozenFacts } from "./manifest.ts";

/** A release as its job and its check know it. */
export interface StoredRelease extends RowKey {
  project: string;
  /** Who made it. */
  agent: string;
  state: string;
  facts: FrozenFacts;
  formats: Format[];
}

/** What is frozen with a release beside its rows. A manifest that is whole holds the same and more. */
const Facts = z.object({
  software: z.object({ name: z.string(), version: z.string() }),
  project: z.object({ id: z.string(), name: z.string(), description: z.string() }),
  release: z.object({
    id: z.string(),
    n: z.number(),
    name: z.string(),
    notes: z.string(),
    created_at: z.string(),
  }),
  guide_version: z.number().nullable(),
  workflow_version: z.number().nullable(),
  formats: z.array(z.string()),
  filter: ReleaseFilter,
  policy: ReleasePolicy,
  agents: z.array(AgentRef).optional(),
}) satisfies z.ZodType<FrozenFacts>;

/** A release with what was frozen; undefined where there is none. */
export async function findStored(pool: pg.Pool, { org, id }: RowKey): Promise<StoredRelease | undefined> {
  const { rows } = await pool.query<{
    id: string;
    org: string;
    project: string;
    agent: string;
    state: string;
    manifest: unknown;
  }>(
    `select id, org_id as org, project_id as project, agent_id as agent, state, manifest
     from release where id = $1 and org_id = $2`,
    [id, org],
  );
  const row = rows[0];
  if (!row) return undefined;
  const facts = Facts.parse(row.manifest);
  return { ...row, facts, formats: facts.formats.flatMap((name) => formatNamed(name) ?? []) };
}
