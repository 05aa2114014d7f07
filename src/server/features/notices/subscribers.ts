import { inside } from "../../events/inside.ts";
import { eraseNotices } from "./erase-notices.ts";
import { tellAuthor, tellManagers, tellThread } from "./tell.ts";

export const noticesSubscribers = [
  inside("answer.reviewed", tellAuthor),
  inside("item.flagged", tellManagers),
  inside("comment.added", tellThread),
  inside("person.erased", (tx, { body }) => eraseNotices(tx, body.person)),
];
