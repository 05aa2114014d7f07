import type { projects } from "#contract/projects.ts";
import { AppError } from "../../errors.ts";
import type { Handlers } from "../../http/implement.ts";
import { createProject } from "./create-project.ts";
import type { ProjectParts } from "./parts.ts";
import { findProject, findWholeProject, listMembers, listProjects } from "./queries.ts";
import { removeMember } from "./remove-member.ts";
import { setMember } from "./set-member.ts";
import { setState } from "./set-state.ts";
import { updateProject } from "./update-project.ts";

export const routesWith = (parts: ProjectParts): Handlers<typeof projects> => ({
  list: async ({ query }, { services, caller }) => ({
    rows: await listProjects(services.database.pool, caller, query.archived),
  }),

  create: async ({ body }, context) => {
    const id = await context.change((tx) => createProject(tx, context.caller, body, parts));
    return findWholeProject(context.services.database.pool, context.caller, id);
  },

  get: ({ params }, { services, caller }) => findProject(services.database.pool, caller, params.project),

  update: async ({ params, body }, context) => {
    await context.change((tx) => updateProject(tx, params.project, body, parts));
    return findWholeProject(context.services.database.pool, context.caller, params.project);
  },

  setState: async ({ params, body }, context) => {
    await context.change((tx) => setState(tx, params.project, body.state));
    return findWholeProject(context.services.database.pool, context.caller, params.project);
  },

  members: async ({ params }, { db }) => ({ rows: await listMembers(db, params.project) }),

  setMember: async ({ params, body }, context) => {
    await context.change((tx) => setMember(tx, context.caller, params.project, params.person, body.role));
    const members = await listMembers(context.db, params.project);
    const set = members.find((member) => member.person.id === params.person);
    if (!set) throw new AppError("not_found"); // erased or removed by somebody else meanwhile
    return set;
  },

  removeMember: async ({ params }, context) => {
    await context.change((tx) => removeMember(tx, params.project, params.person));
    return { ok: true };
  },
});
