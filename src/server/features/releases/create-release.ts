import type { AgentRef } from "#contract/entities.ts";
import type { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { formats as allFormats, formatNamed } from "#formats/export/index.ts";
import type { Change } from "../../db/change.ts";
import { newId } from "../../db/id.ts";
import { lockReleases } from "../../db/locks.ts";
import { newestSeal } from "../../db/newest-seal.ts";
import { AppError } from "../../errors.ts";
import { enqueue } from "../../jobs/jobs.ts";
import { buildRelease } from "./build-release.ts";
import type { FrozenFacts } from "./manifest.ts";
import { freezeMembers } from "./membership.ts";
import { expectVersion } from "./read-as-of.ts";

export interface NewRelease {
  project: string;
  name: string;
  notes: string;
  filter: ReleaseFilter;
  policy: ReleasePolicy;
  formats: string[];
}

/**
 * Makes a release: its membership is frozen in rows now, its files are written by a job from these alone.
 * @returns the release's id
 * @throws AppError invalid for an unknown format or version of a form; empty_release where no item fits
 */
export async function createRelease(tx: Change, software: string, made: NewRelease): Promise<string> {
  const unknown = made.formats.filter((name) => !formatNamed(name));
  if (unknown.length > 0)
    throw new AppError("invalid", { fields: { formats: `there is no ${unknown.join(", ")}` } });
  const { project, policy } = made;
  await expectVersion(tx.client, { org: tx.org, project }, ["policy.asOfForm", policy.asOfForm]);
  const formats = allFormats.map(({ name }) => name).filter((name) => made.formats.includes(name));
  await lockReleases(tx, made.project);
  const { rows } = await tx.client.query<Surroundings>(SURROUNDINGS, [made.project, tx.org]);
  const { n, name, description, guide, workflow, now } = rows[0]!;
  const id = newId();
  const seal = await newestSeal(tx.client);
  const facts: FrozenFacts = {
    software: { name: "Plumbline", version: software },
    project: { id: made.project, name, description },
    release: { id, n, name: made.name, notes: made.notes, created_at: now },
    guide_version: guide,
    workflow_version: workflow,
    formats,
    filter: made.filter,
    policy: made.policy,
    ...(seal && { log_seal: seal.hash }),
  };
  await tx.client.query(
    `insert into release (id, org_id, project_id, n, name, notes, filter, policy, formats, manifest, agent_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, tx.org, made.project, n, made.name, made.notes],
      ...[
        JSON.stringify(made.filter),
        JSON.stringify(made.policy),
        formats,
        JSON.stringify(facts),
        tx.agent,
        now,
      ],
    ],
  );
  const members = { project: made.project, org: tx.org, filter: made.filter };
  const counts = await freezeMembers(tx.client, id, members, made.policy.split);
  if (counts.items === 0) throw new AppError("empty_release");
  const { rows: agents } = await tx.client.query<AgentRef>(AGENTS, [id, tx.org]);
  const frozen = JSON.stringify(agents.length > 0 ? { agents } : {});
  await tx.client.query(
    `update release set items = $4, answers = $5, manifest = manifest || $6
     where id = $1 and org_id = $2 and project_id = $3`,
    [id, tx.org, made.project, counts.items, counts.answers, frozen],
  );
  await enqueue(tx.client, buildRelease, { org: tx.org, release: id }, id);
  tx.event({ kind: "release.created", project: made.project, body: { release: id, n, ...counts } });
  return id;
}

interface Surroundings {
  n: number;
  name: string;
  description: string;
  guide: number | null;
  workflow: number | null;
  now: string;
}

/** The models and programs whose answers a release holds. */
const AGENTS = `
  select n.agent_id as id, n.name, n.kind from name_of n
  where n.org_id = $2 and n.kind <> 'person' and n.agent_id in (
    select a.agent_id from release_item r cross join lateral unnest(r.answer_ids) given join answer_version a on a.id = given
    where r.release_id = $1 and r.org_id = $2)
  order by n.name, n.agent_id`;

const SURROUNDINGS = `
  select coalesce((select max(n) from release where project_id = p.id), 0) + 1 as n, p.name, p.description,
    p.guide_n as guide, p.workflow_n as workflow, clock() as now
  from project_now p
  where p.id = $1 and p.org_id = $2`;
