import { inside } from "../../events/inside.ts";
import { eraseNotices } from "./erase-notices.ts";
import { tellAssigned, tellAuthor, tellEdited, tellManagers, tellMissed, tellThread } from "./tell.ts";

export const noticesSubscribers = [
  inside("answer.reviewed", tellAuthor),
  inside("answer.edited", tellEdited),
  inside("item.flagged", tellManagers),
  inside("slot.assigned", tellAssigned),
  inside("comment.added", tellThread),
  inside("guide.acknowledged", tellMissed),
  inside("person.erased", (tx, { body }) => eraseNotices(tx, body.person)),
];
