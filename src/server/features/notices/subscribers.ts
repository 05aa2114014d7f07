import { inside } from "../../events/inside.ts";
import { eraseNotices } from "./erase-notices.ts";
import { tellAssigned, tellAuthor, tellManagers, tellThread } from "./tell.ts";

export const noticesSubscribers = [
  inside("answer.reviewed", tellAuthor),
  inside("item.flagged", tellManagers),
  inside("slot.assigned", tellAssigned),
  inside("comment.added", tellThread),
  inside("person.erased", (tx, { body }) => eraseNotices(tx, body.person)),
];
