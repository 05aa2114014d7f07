import type { Assignment, Draft, Returned } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import { Form } from "#kinds/form.ts";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import type { SessionOptions } from "./session-types.ts";

const FORM = Form.parse({
  fields: [{ name: "prompt", kind: "chat", title: "Prompt" }],
  questions: [{ name: "answer", kind: "text", title: "Answer" }],
});

interface Slot {
  id: string;
  held: boolean;
  submitted: AnswerBody | null;
  draft: Draft | null;
  /** Set for returned work. */
  returned: Returned | null;
}

/** A server in memory that hands out `count` pieces of work as the real one does; it can be cut off and slowed. */
export function fakeServer(count: number) {
  const slots: Slot[] = Array.from({ length: count }, (_, at) => ({
    id: `a${at + 1}`,
    held: false,
    submitted: null,
    draft: null,
    returned: null,
  }));
  const server = {
    slots,
    reachable: true,
    /** What every claim comes to, if it fails. */
    failure: null as ApiError | null,
    /** What was asked for, in order. */
    log: [] as string[],
    /** Set to hold every answer back until it is called. */
    gate: Promise.resolve() as Promise<unknown>,
    find(id: string): Slot {
      return slots.find((slot) => slot.id === id)!;
    },
    api: {} as SessionOptions["api"],
  };

  async function arrive(what: string): Promise<void> {
    await server.gate;
    if (!server.reachable) throw new ConnectionError(null);
    server.log.push(what);
  }
  function present(slot: Slot): Assignment & { held: boolean } {
    const material = { prompt: [{ role: "user" as const, content: `Question of ${slot.id}` }] };
    return {
      id: slot.id,
      projectId: "p",
      stage: "answer",
      work: "answer",
      leaseUntil: new Date(600_000).toISOString(),
      parked: false,
      offline: "work",
      formVersionId: "f1",
      guideVersionId: null,
      material,
      attributes: {},
      draft: slot.draft,
      returned: slot.returned,
      subject: null,
      held: slot.held,
    };
  }
  const refuse = (code: string) => new ApiError(409, { code, message: code });

  const work = {
    async claim({
      body: { holding = [], ahead = false },
    }: {
      body: { holding?: string[]; ahead?: boolean };
    }) {
      await arrive(ahead ? "claim ahead" : "claim");
      if (server.failure) throw server.failure;
      const again = slots.find((slot) => slot.held && !slot.submitted && !holding.includes(slot.id));
      const slot = again ?? slots.find((one) => !one.held && !one.submitted);
      if (!slot) return { assignment: null, reason: "none-left" };
      slot.held = true;
      return { assignment: present(slot), reason: null };
    },
    async get({ params }: { params: { assignment: string } }) {
      await arrive(`get ${params.assignment}`);
      return present(server.find(params.assignment));
    },
    async renew({ params }: { params: { assignment: string } }) {
      await arrive(`renew ${params.assignment}`);
      if (!server.find(params.assignment).held) throw refuse("not_held");
      return { leaseUntil: new Date(600_000).toISOString(), parked: false };
    },
    async saveDraft({
      params,
      body,
    }: {
      params: { assignment: string };
      body: { body: AnswerBody; rev: number };
    }) {
      await arrive(`save ${params.assignment}`);
      const slot = server.find(params.assignment);
      slot.draft = { rev: body.rev + 1, body: body.body, savedAt: "now" };
      return { ...slot.draft, leaseUntil: slot.held ? new Date(600_000).toISOString() : null };
    },
    async submit({ params, body }: { params: { assignment: string }; body: { body: AnswerBody } }) {
      await arrive(`submit ${params.assignment}`);
      const slot = server.find(params.assignment);
      Object.assign(slot, { submitted: body.body, draft: null, held: false });
      return { outcome: "submitted", late: false, canTakeBack: true };
    },
    async takeBack({ params }: { params: { assignment: string } }) {
      await arrive(`take back ${params.assignment}`);
      const slot = server.find(params.assignment);
      const draft = { rev: 1, body: slot.submitted!, savedAt: "now" };
      Object.assign(slot, { submitted: null, held: true, draft });
      return present(slot);
    },
    async release({ params }: { params: { assignment: string } }) {
      await arrive(`release ${params.assignment}`);
      server.find(params.assignment).held = false;
      return { ok: true };
    },
  };
  const forms = { version: async () => ({ id: "f1", n: 1, form: FORM }) };
  server.api = { work, forms } as unknown as SessionOptions["api"];
  return server;
}
