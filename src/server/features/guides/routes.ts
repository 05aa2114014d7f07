import type { guides } from "#contract/guides.ts";
import type { Handlers } from "../../http/implement.ts";
import { listGuides } from "./list-guides.ts";
import { publishGuide } from "./publish-guide.ts";

export const routes: Handlers<typeof guides> = {
  list: async ({ params }, { db }) => ({ rows: await listGuides(db, params.project) }),

  publish: async ({ params, body }, context) => {
    const version = await context.change((tx) => publishGuide(tx, params.project, body.body));
    return (await listGuides(context.db, params.project, version))[0]!;
  },
};
