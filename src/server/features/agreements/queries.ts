import type pg from "pg";
import type { Agreement, AgreementToSign, Receipt, Signer } from "#contract/agreements.ts";
import type { AgentRef } from "#contract/entities.ts";
import { AppError } from "../../errors.ts";
import { type Caller, runsOrganization } from "../../http/policy.ts";
import { agentRef } from "../accounts/index.ts";

/** A version as JSON, of `v`. */
const VERSION = `jsonb_build_object('id', v.id, 'n', v.n, 'text', v.text, 'hash', encode(v.hash, 'hex'),
  'neededFrom', v.needed_from, 'until', v.until, 'at', v.at)`;

/** Where a standing `s` is now, or that there is none. */
const STATE = `case when s.signature_id is null then 'none' when s.revoked_at is not null or s.ends_at <= clock() then 'ended'
  when s.until <= clock() then 'outdated' else 'signed' end`;

/** The agreements that are for a project, oldest first; or one of them. */
export async function listAgreements(
  pool: pg.Pool,
  { org, project, agreement = null }: { org: string; project: string; agreement?: string | null },
): Promise<Agreement[]> {
  const { rows } = await pool.query<Agreement>(
    `select g.id, g.title, g.project_id as "projectId", 'agreed:' || g.key as trait, g.retired_at as "retiredAt",
       (select jsonb_agg(${VERSION} order by v.n desc) from agreement_version v where v.agreement_id = g.id) as versions,
       (select count(*)::int from agreement_standing s where s.agreement_id = g.id and coalesce(s.until > clock(), true)) as signed
     from agreement g where g.org_id = $1 and (g.project_id = $2 or g.project_id is null) and ($3::uuid is null or g.id = $3)
     order by g.created_at, g.id`,
    [org, project, agreement],
  );
  return rows;
}

/** @throws AppError not_found */
export async function findAgreement(
  pool: pg.Pool,
  of: { org: string; project: string; agreement: string },
): Promise<Agreement> {
  const [found] = await listAgreements(pool, of);
  if (!found) throw new AppError("not_found");
  return found;
}

/** What of a project's agreements someone has not signed in its newest version, what they need first. */
export async function listToSign(
  pool: pg.Pool,
  { org, project, agent }: { org: string; project: string; agent: string },
): Promise<{ project: string; rows: AgreementToSign[] }> {
  const { rows } = await pool.query<AgreementToSign>(
    `select g.id as "agreementId", g.title, ${VERSION} as version, ${STATE} as state,
       exists (select from agreement_owed o where o.agreement_id = g.id and o.project_id = $2 and o.agent_id = $3) as needed,
       coalesce(v.until > clock(), true) as open
     from agreement g cross join lateral (
       select * from agreement_version where agreement_id = g.id order by n desc limit 1) v
     left join agreement_standing s on s.agreement_id = g.id and s.agent_id = $3
     where g.org_id = $1 and (g.project_id = $2 or g.project_id is null) and g.retired_at is null
       and (s.version_id is distinct from v.id or ${STATE} <> 'signed')
     order by needed desc, g.created_at, g.id`,
    [org, project, agent],
  );
  const named = await pool.query<{ name: string }>(
    "select name from project_now where id = $1 and org_id = $2",
    [project, org],
  );
  return { project: named.rows[0]!.name, rows };
}

/** The people and programs of a project, with where they stand; those who have not signed first. */
export async function listSigners(
  pool: pg.Pool,
  { org, project, agreement }: { org: string; project: string; agreement: string },
): Promise<Signer[]> {
  await findAgreement(pool, { org, project, agreement });
  const { rows } = await pool.query<Omit<Signer, "agent"> & AgentRow>(
    `select a.agent_id as id, a.name, a.kind, ${STATE} as state, s.signature_id as "signatureId", s.n, s.at, s.until,
       t.name as "typedName"
     from name_of a left join agreement_standing s on s.agreement_id = $3 and s.agent_id = a.agent_id
     left join signed_name t on t.signature_id = s.signature_id
     where a.org_id = $1 and (exists (select from member m where m.person_id = a.agent_id and m.project_id = $2)
       or a.kind = 'program' and exists (select from agent_trait r
         where r.agent_id = a.agent_id and r.project_id = $2 and r.trait like 'role:%')
       or s.signature_id is not null)
     order by (${STATE} = 'signed'), a.kind, lower(a.name), a.agent_id`,
    [org, project, agreement],
  );
  return rows.map(({ id, name, kind, ...signer }) => ({ agent: agentRef({ id, name, kind }), ...signer }));
}

interface AgentRow {
  id: string;
  name: string | null;
  kind: AgentRef["kind"];
}

/** What someone still has to sign before they may read a project in which they take part. */
export async function listOwed(pool: pg.Pool, caller: Caller) {
  const { rows } = await pool.query<{ projectId: string; project: string; titles: string[] }>(
    `select p.id as "projectId", p.name as project, array_agg(o.title order by o.title) as titles
     from agreement_owed o join project_now p on p.id = o.project_id and p.state <> 'archived'
     where o.agent_id = $2 and o.org_id = $1
       and ($3 or exists (select from member m where m.project_id = p.id and m.person_id = $2))
     group by p.id, p.name order by p.name, p.id`,
    [caller.org, caller.id, runsOrganization(caller)],
  );
  return rows;
}

const RECEIPT = `
  select s.id, g.title, p.name as project, signer.organization, v.n, v.text, encode(v.hash, 'hex') as hash, t.name as "typedName",
    s.at, r.at as "revokedAt", v.until,
    jsonb_build_object('id', s.agent_id, 'name', a.name, 'kind', a.kind) as agent
  from agreement_signature s join agreement g on g.id = s.agreement_id join agreement_version v on v.id = s.version_id
  join name_of a on a.agent_id = s.agent_id join person_now signer on signer.id = s.signed_by
  left join project_now p on p.id = g.project_id left join agreement_revocation r on r.signature_id = s.id
  left join signed_name t on t.signature_id = s.id
  where s.org_id = $1`;
type ReceiptRow = Omit<Receipt, "agent"> & { agent: AgentRow };
const present = ({ agent, ...receipt }: ReceiptRow): Receipt => ({ ...receipt, agent: agentRef(agent) });

/** What someone has signed, the latest first. */
export async function listSigned(pool: pg.Pool, caller: Caller): Promise<Receipt[]> {
  const text = `${RECEIPT} and s.signed_by = $2 order by s.at desc, s.id limit 200`;
  const { rows } = await pool.query<ReceiptRow>(text, [caller.org, caller.id]);
  return rows.map(present);
}

/** @throws AppError not_found, also for another's signature where one does not run the organization */
export async function findReceipt(pool: pg.Pool, caller: Caller, signature: string): Promise<Receipt> {
  const text = `${RECEIPT} and s.id = $2 and ($4 or s.signed_by = $3)`;
  const values = [caller.org, signature, caller.id, runsOrganization(caller)];
  const { rows } = await pool.query<ReceiptRow>(text, values);
  if (!rows[0]) throw new AppError("not_found");
  return present(rows[0]);
}
