import type { gates } from "#contract/gates.ts";
import type { Handlers } from "../../http/implement.ts";
import { acknowledge } from "./acknowledge.ts";
import { listGates, listQuestions, listReaders } from "./list-readers.ts";
import { readGate } from "./read-gate.ts";

export const routes: Handlers<typeof gates> = {
  reading: async ({ params }, { org, caller, services: { database } }) => ({
    reading: await readGate(database.pool, { org, agent: caller.id, ...params }),
  }),

  acknowledge: ({ params, body }, { change }) => change((tx) => acknowledge(tx, params.project, body)),

  list: async ({ params }, { org, services: { database } }) => ({
    rows: await listGates(database.pool, { org, ...params }),
  }),

  readers: async ({ params }, { org, services: { database } }) => {
    const of = { org, ...params };
    return {
      rows: await listReaders(database.pool, of),
      questions: await listQuestions(database.pool, of),
    };
  },
};
