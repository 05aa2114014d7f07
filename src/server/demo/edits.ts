import { contract } from "#contract/index.ts";
import type { Weeks } from "./work-once.ts";

/** The share of the lead's edits that change something; the others leave the answer as it is. */
const CHANGED = 0.5;

/** The lead edits accepted answers in the first project until `leave` of them are left for a visitor. */
export async function edit({ lead, projects, clock, random }: Weeks, leave = 0): Promise<void> {
  const params = { project: projects[0]!.id };
  const body = { stage: "edit" } as const;
  const { rows } = await lead.ask(contract.work.waiting, {});
  const waiting = rows.find((row) => row.projectId === params.project && row.stage === body.stage);
  for (let left = (waiting?.open ?? 0) - leave; left > 0; left--) {
    const { assignment } = await lead.ask(contract.work.claim, { params, body });
    if (!assignment?.subject) return;
    clock.pass(random.between(40, 120));
    const response = String(assignment.subject.body.response);
    await lead.ask(contract.work.submit, {
      params: { ...params, assignment: assignment.id },
      body: { body: { response: random.next() < CHANGED ? withPointInBold(response) : response } },
    });
  }
}

/** Makes the first sentence stand out, as an editor would where it answers the question. */
const withPointInBold = (text: string) => text.replace(/^([^*\n.!?]{8,}[.!?])/, "**$1**");
