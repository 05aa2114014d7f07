import { inside } from "../../events/inside.ts";
import { eraseComments } from "./erase-comments.ts";

export const discussionsSubscribers = [
  inside("person.erased", (tx, { body }) => eraseComments(tx, body.person)),
];
