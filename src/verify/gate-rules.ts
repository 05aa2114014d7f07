import { bySql, type Check } from "./check.ts";

/** Gates: nobody works on what has changed before they have read it. */
export const gateRules: Check[] = [
  bySql(
    "I15",
    "new work behind a gate goes to those who have passed it",
    `select 'assignment ' || a.id || ' behind gate ' || a.gate as what from assignment a
     where a.gate is not null and not exists (select from acknowledgement k
       where k.agent_id = a.agent_id and k.project_id = a.project_id and k.gate >= a.gate and k.at <= a.at)`,
  ),
  bySql(
    "I15",
    "under the version of a gate before every queue, new work goes to those who have passed it",
    `select 'assignment ' || a.id || ' under gate ' || g.n as what
     from assignment a join guide_version v on v.id = a.guide_version_id
     join gate g on g.project_id = a.project_id and g.scopes is null and g.takes_effect <= a.at
     join guide_version of_gate on of_gate.id = g.version_id and of_gate.guide_id = v.guide_id and of_gate.n <= v.n
     where (a.gate is null or a.gate < g.n) and exists (select from slot s where s.id = a.slot_id)
       -- One that was announced may take effect while a claim is on its way.
       and (g.takes_effect <= g.at + interval '1 s' or g.takes_effect < a.at - interval '1 s')
       and not exists (select from answer w where w.slot_id = a.slot_id and w.agent_id = a.agent_id and w.at < a.at)
       and not exists (select from event e where e.kind = 'slot.assigned' and e.item_id = a.item_id and e.at <= a.at)`,
  ),
  bySql(
    "I15",
    "what an agent has passed is the last gate that they have read",
    `select 'agent ' || pq.agent_id || ' in queue ' || pq.queue_id as what from person_queue pq
     where pq.passed <> coalesce((select max(gate) from acknowledgement k
       where k.agent_id = pq.agent_id and k.project_id = pq.project_id), 0)`,
  ),
  bySql(
    "I15",
    "a queue's gate is one of its project's, and takes effect when that does or before",
    `select 'queue ' || q.id as what from queue q
     left join gate g on g.project_id = q.project_id and g.n = q.gate
     left join gate b on b.project_id = q.project_id and b.n = q.gate_before
     where (q.gate > 0 and (g.n is null or q.gate_from > g.takes_effect)) or (q.gate_before > 0 and b.n is null)
       or case when q.gate = 0 then q.gate_from <> '-infinity' else not exists (select from gate x
         where x.project_id = q.project_id and date_trunc('milliseconds', x.takes_effect) = q.gate_from) end
       or q.gate < coalesce((select max(n) from gate e where e.project_id = q.project_id and e.scopes is null), 0)`,
  ),
  bySql(
    "I15",
    "a project's gates are numbered in order, and read in versions of its guides",
    `select 'gate ' || g.n || ' of ' || g.project_id as what from gate g join project p on p.id = g.project_id
     left join guide_version v on v.id = g.version_id
     where v.org_id is distinct from g.org_id or p.org_id <> g.org_id
       or (g.n > 1 and not exists (select from gate b where b.project_id = g.project_id and b.n = g.n - 1))
     union all
     select 'acknowledgement ' || k.id from acknowledgement k join gate g on g.project_id = k.project_id and g.n = k.gate
     where k.at < g.at or k.org_id <> g.org_id`,
  ),
];
