import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import type { Scope } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { run, type Statement } from "../db/pool.ts";
import { type Caller, runsOrganization } from "./policy.ts";

/** A secret that is shown once and stored as a hash: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret. Secrets are random, so a plain hash is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

interface CallerRow {
  id: string;
  org: string;
  role: OrganizationRole;
  session: string | null;
  key: string | null;
  scopes: Scope[] | null;
  only_project: string | null;
  key_until: string | null;
  stale: boolean;
  project_found: boolean;
  project_role: ProjectRole | null;
  asks: boolean;
}

const PROJECT = `
  left join project pr on pr.id = $2 and pr.org_id = p.org_id
  left join membership m on m.project_id = pr.id and m.person_id = p.id`;

/** Whether the project asks for any agreement, as few do: what someone still has to sign costs a look of its own. */
const asks = (org: string) => `pr.id is not null and exists (
  select from agreement_asked g where g.org_id = ${org} and (g.project_id is null or g.project_id = pr.id)) as asks`;
const OWES: Statement = {
  name: "agreements-owed",
  text: `select min(case when ended then 'ended' else 'signature' end) as owes from agreement_owed
         where project_id = $1 and org_id = $2 and agent_id = $3`,
};

/** How long a session lasts from its last use, which is written at most every five minutes. */
export const SESSION_LASTS = "interval '30 days'";

const BY_SESSION: Statement = {
  name: "caller-by-session",
  text: `select p.id, p.org_id as org, p.role, s.id as session, null as key, null as scopes, null as only_project, null as key_until,
           s.seen_at < clock() - interval '5 min' as stale,
           pr.id is not null as project_found, m.role as project_role, ${asks("p.org_id")}
         from session s join person p on p.id = s.person_id ${PROJECT}
         where s.token_hash = $1 and s.expires_at > clock() and p.blocked_at is null and p.erased_at is null`,
};
/** A program takes part in the projects in which it was granted a role. */
const BY_KEY: Statement = {
  name: "caller-by-key",
  text: `select coalesce(p.id, k.program_id) as id, k.org_id as org, coalesce(p.role, 'member') as role, null as session, k.id as key, k.scopes, k.project_id as only_project, k.expires_at as key_until,
           false as stale,
           pr.id is not null as project_found, coalesce(m.role, granted.role) as project_role,
           ${asks("k.org_id")}
         from api_key k left join person p on p.id = k.person_id
         left join project pr on pr.id = $2 and pr.org_id = k.org_id
         left join membership m on m.project_id = pr.id and m.person_id = p.id
         left join lateral (
           select substr(t.trait, 6) as role from agent_trait t
           where t.agent_id = k.program_id and t.org_id = k.org_id and t.project_id = pr.id and t.until > clock()
             and t.trait in ('role:reviewer', 'role:trainer') order by t.trait limit 1) granted on true
         where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock())
           and p.blocked_at is null and p.erased_at is null`,
};
const SEEN: Statement = {
  name: "session-seen",
  text: `update session set seen_at = clock(), expires_at = clock() + ${SESSION_LASTS} where id = $1 and org_id = $2`,
};
const KEY_USED: Statement = {
  name: "key-used",
  text: `update api_key set last_used_at = clock()
         where hash = $1 and org_id = $2 and (last_used_at is null or last_used_at < clock() - interval '5 min')`,
};

/** What a request brings to say who it is from. */
export interface Credentials {
  session?: string | undefined;
  key?: string | undefined;
}

/**
 * Who is calling, and whether the project that the path names is one of their organization's.
 * @param project the path's project id, or null
 */
export async function identify(
  pool: pg.Pool,
  credentials: Credentials,
  project: string | null,
): Promise<{ caller: Caller | null; projectFound: boolean }> {
  const secret = credentials.key ?? credentials.session;
  if (!secret) return { caller: null, projectFound: false };
  const hash = hashSecret(secret);
  const [row] = await run<CallerRow>(pool, credentials.key ? BY_KEY : BY_SESSION, [hash, project]);
  if (!row) return { caller: null, projectFound: false };
  if (row.stale) await run(pool, SEEN, [row.session, row.org]);
  if (credentials.key) await run(pool, KEY_USED, [hash, row.org]);
  const [owed] = row.asks ? await run<Pick<Caller, "owes">>(pool, OWES, [project, row.org, row.id]) : [];
  const manages = row.project_found && runsOrganization(row);
  return {
    caller: {
      id: row.id,
      org: row.org,
      role: row.role,
      projectRole: manages ? "manager" : row.project_role,
      owes: owed?.owes ?? null,
      session: row.session,
      key: row.key,
      scopes: row.scopes,
      onlyProject: row.only_project,
      keyUntil: row.key_until,
    },
    projectFound: row.project_found && (manages || row.project_role !== null),
  };
}
