import { contract } from "#contract/index.ts";
import { PEOPLE } from "./people.ts";
import type { Weeks } from "./work-once.ts";

const { announcements } = contract;

const TEXT = `The review desk is closed on Friday. What you submit that day is reviewed on Monday.

- **Returned answers** keep their place: finish them whenever you like.
- **Questions about the guide** are answered again on Monday morning.`;

/** An announcement to everyone who writes or reviews, which half of them have read. */
export async function announceHoliday({ lead, people, projects, clock }: Weeks): Promise<void> {
  const params = { project: projects[0]!.id };
  clock.pass(60);
  const { id } = await lead.ask(announcements.announce, {
    params,
    body: { title: "No reviews on Friday", text: TEXT, roles: ["trainer", "reviewer"] },
  });
  for (const [n, visitor] of people.entries()) {
    if (n % 2 === 0 || PEOPLE[n]!.role === "manager") continue;
    clock.pass(45);
    await visitor.ask(announcements.read, { params: { ...params, announcement: id } });
  }
}
