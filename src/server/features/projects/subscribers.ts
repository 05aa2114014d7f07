import { inside } from "../../events/inside.ts";
import { refreshInProjects, removeFromProjects } from "./in-every-project.ts";

export const projectsSubscribers = [
  inside("person.erased", (tx, { body }) => removeFromProjects(tx, body.person)),
  inside("person.blocked", (tx, { body }) => refreshInProjects(tx, body.person)),
  inside("person.unblocked", (tx, { body }) => refreshInProjects(tx, body.person)),
];
