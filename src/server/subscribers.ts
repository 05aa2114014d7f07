import type { Subscriber } from "./events/inside.ts";
import { accountsSubscribers } from "./features/accounts/index.ts";
import { agreementsSubscribers } from "./features/agreements/index.ts";
import { discussionsSubscribers } from "./features/discussions/index.ts";
import { formsSubscribers } from "./features/forms/index.ts";
import { guidesSubscribers } from "./features/guides/index.ts";
import { judgingsSubscribers } from "./features/judgings/index.ts";
import { keysSubscribers } from "./features/keys/index.ts";
import { noticesSubscribers } from "./features/notices/index.ts";
import { projectsSubscribers } from "./features/projects/index.ts";
import { questionsSubscribers } from "./features/questions/index.ts";
import { workSubscribers } from "./features/work/index.ts";

/** What features do inside the transactions of others, listed once and told in this order. */
export const SUBSCRIBERS: readonly Subscriber[] = [
  ...workSubscribers,
  ...projectsSubscribers,
  ...formsSubscribers,
  ...discussionsSubscribers,
  ...noticesSubscribers,
  ...keysSubscribers,
  ...accountsSubscribers,
  ...agreementsSubscribers,
  ...guidesSubscribers,
  ...judgingsSubscribers,
  ...questionsSubscribers,
];
