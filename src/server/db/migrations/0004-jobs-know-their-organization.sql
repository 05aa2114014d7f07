-- A job names the organization of the row that it works on, as every other query does.
update job j set payload = j.payload || jsonb_build_object('org', i.org_id)
from import i where j.name = 'import-file' and i.id = (j.payload->>'import')::uuid;
update job j set payload = j.payload || jsonb_build_object('org', r.org_id)
from release r where j.name = 'build-release' and r.id = (j.payload->>'release')::uuid;
