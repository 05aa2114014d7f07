import { bySql, type Check } from "./check.ts";

/** How long a request that was let in before a moment may go on behind it. */
const UNDER_WAY = "interval '10 s'";

/** What is signed before anything of a project is handed over. */
export const agreementRules: Check[] = [
  bySql(
    "I14",
    "work is handed over only to whoever has a signature in force for each agreement of the project",
    `select 'assignment ' || h.id || ' without agreement ' || g.id as what
     from assignment h join agreement g on g.org_id = h.org_id and coalesce(g.project_id = h.project_id, true)
     where coalesce(g.retired_at > h.at, true)
       and exists (select from agreement_version v where v.agreement_id = g.id and v.needed_from < h.at - ${UNDER_WAY} and v.at < h.at - ${UNDER_WAY})
       and not exists (
         select from agreement_signature s join agreement_version v on v.id = s.version_id
         left join agreement_revocation r on r.signature_id = s.id
         where s.agreement_id = g.id and s.agent_id = h.agent_id and s.at <= h.at
           and coalesce(r.at > h.at - ${UNDER_WAY}, true) and coalesce(v.until > h.at - ${UNDER_WAY}, true)
           and not exists (select from agreement_version later where later.agreement_id = g.id and later.n > v.n
             and later.needed_from < h.at - ${UNDER_WAY} and later.at < h.at - ${UNDER_WAY}))`,
  ),
  bySql(
    "I14",
    "the trait of an agreement is held by those who signed it, until their signature ends",
    `select 'agent ' || t.agent_id || ' has ' || t.trait as what
     from person_trait t left join agreement g on g.org_id = t.org_id and t.trait = 'agreed:' || g.key
       and t.project_id is not distinct from g.project_id
     where t.trait like 'agreed:%' and t.revoked_at is null and coalesce(t.until > clock(), true) and not exists (
       select from agreement_signature s join agreement_version v on v.id = s.version_id
       where s.agreement_id = g.id and s.agent_id = t.agent_id
         and not exists (select from agreement_revocation r where r.signature_id = s.id)
         and coalesce(v.until, 'infinity') >= coalesce(t.until, 'infinity')
         and not exists (select from agreement_version later where later.agreement_id = g.id and later.n > v.n
           and later.needed_from < coalesce(t.until, 'infinity')))`,
  ),
  bySql(
    "I14",
    "queues ask for the agreements that are in force in their project, and for no others",
    `select 'queue ' || q.id as what from queue q
     where q.agreed <> array(select 'agreed:' || g.key from agreement g
       where g.org_id = q.org_id and coalesce(g.project_id = q.project_id, true)
         and g.asked_at is not null and g.retired_at is null order by 1)`,
  ),
  bySql(
    "I14",
    "an agreement asks for its trait soon after a version of it is needed",
    `select 'agreement ' || g.id as what from agreement g
     where g.retired_at is null and g.asked_at is null and exists (
       select from agreement_version v where v.agreement_id = g.id and v.needed_from < clock() - interval '60 s')`,
  ),
  bySql(
    "I14",
    "an agreement's version has the hash of its text",
    `select 'version ' || id as what from agreement_version where hash <> sha256(convert_to(text, 'UTF8'))`,
  ),
];
