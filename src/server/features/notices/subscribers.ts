import { inside } from "../../events/inside.ts";
import { eraseNotices } from "./erase-notices.ts";
import {
  tellAssigned,
  tellAuthor,
  tellEdited,
  tellManagers,
  tellMissed,
  tellPinned,
  tellThread,
} from "./tell.ts";
import { noteRead, tellAnnounced, untellAnnounced } from "./tell-announcements.ts";
import { tellCalibrated } from "./tell-calibrated.ts";
import { tellGuideThread } from "./tell-guide-thread.ts";
import { tellDeclined, tellMerged, tellOwner, tellRuled } from "./tell-questions.ts";

export const noticesSubscribers = [
  inside("answer.reviewed", tellAuthor),
  inside("answer.edited", tellEdited),
  inside("item.flagged", tellManagers),
  inside("slot.assigned", tellAssigned),
  inside("comment.added", tellThread),
  inside("guide.commented", tellGuideThread),
  inside("guide.acknowledged", tellMissed),
  inside("question.asked", tellOwner),
  inside("question.changed", tellOwner),
  inside("question.ruled", tellRuled),
  inside("question.merged", tellMerged),
  inside("question.declined", tellDeclined),
  inside("announcement.made", tellAnnounced),
  inside("announcement.withdrawn", untellAnnounced),
  inside("announcement.read", noteRead),
  inside("judging.started", tellCalibrated),
  inside("judging.closed", tellCalibrated),
  inside("guide.versioned", tellPinned),
  inside("person.erased", (tx, { body }) => eraseNotices(tx, body.person)),
];
