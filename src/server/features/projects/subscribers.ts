import { inside } from "../../events/inside.ts";
import { joinProjects, refreshInProjects, removeFromProjects } from "./in-every-project.ts";

export const projectsSubscribers = [
  inside("person.added", (tx, { body }) => joinProjects(tx, body.person, body.projects ?? [])),
  inside("person.erased", (tx, { body }) => removeFromProjects(tx, body.person)),
  inside("person.blocked", (tx, { body }) => refreshInProjects(tx, body.person)),
  inside("person.unblocked", (tx, { body }) => refreshInProjects(tx, body.person)),
];
