import { contract } from "#contract/index.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

/** Has not signed: at their first visit the project shows the agreement. No sign-in link is printed for them. */
const UNSIGNED = "Sara Lindqvist";

const TEXT = `# Confidentiality agreement

Between the organization that runs this project and you.

1. **What is confidential.** The prompts, responses, guide and forms of this project, and which models they come from.
2. **What you do.** You use them for your work here alone. You tell, show or send them to nobody outside the project, and copy nothing out of it, into no other tool or model.
3. **What is not confidential.** What is public, or what you knew before.
4. **How long.** Until two years after your last work here.
5. **When something goes wrong.** You tell whoever leads the project on the day you notice.

This is a text of the demo. Have a lawyer write yours.
`;

/** An agreement for the project about preferences, signed by everyone but one trainer. */
export async function signAgreement({ lead, people, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[1]!.id };
  clock.pass(60);
  const { id, versions } = await lead.ask(contract.agreements.create, {
    params,
    body: { title: "NDA", text: TEXT },
  });
  for (const [n, visitor] of [lead, ...people].entries()) {
    const name = n === 0 ? "Lena Hartmann" : PEOPLE[n - 1]!.name;
    if (name === UNSIGNED) continue;
    clock.pass(60);
    await visitor.ask(contract.agreements.sign, {
      params: { ...params, agreement: id },
      body: { version: versions[0]!.id, name, agreed: true },
    });
  }
}
