import { inside } from "../../events/inside.ts";
import { refreshAgent, refreshAgents } from "./eligibility.ts";
import { eraseWords } from "./erase-words.ts";

export const workSubscribers = [
  inside("trait.granted", (tx, { project, body }) => refreshAgent(tx, body.agent, project)),
  inside("traits.granted", (tx, { project, body }) => refreshAgents(tx, body.agents, project)),
  inside("trait.revoked", (tx, { project, body }) => refreshAgent(tx, body.agent, project)),
  inside("person.erased", (tx, { body }) => eraseWords(tx, body.person)),
  inside("person.languages-set", (tx, { body }) => refreshAgent(tx, body.person)),
];
