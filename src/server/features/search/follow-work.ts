import { type EventKind, events } from "#contract/events.ts";
import { follow } from "../../events/follow.ts";
import { facetsOfWork, ITEM_INDEX, type WorkEvent } from "./recent.ts";
import { addToSets, type Owner } from "./stored-sets.ts";

const ABOUT_ITEMS = (Object.keys(events) as EventKind[]).filter((kind) => events[kind].about === "item");

/** Follows work with the sets by which lists are narrowed; nobody who works waits for it. */
export const followWork = follow({
  name: ITEM_INDEX,
  of: ABOUT_ITEMS,
  async run(client, batch) {
    const byProject = new Map<string, { owner: Owner; events: WorkEvent[] }>();
    for (const event of batch) {
      const { org, project } = event;
      if (project === null) continue;
      const mine = byProject.get(project) ?? { owner: { org, project }, events: [] };
      byProject.set(project, mine);
      mine.events.push(event);
    }
    for (const { owner, events } of byProject.values())
      await addToSets(client, owner, await facetsOfWork(client, owner, events));
  },
});
