import { redact } from "../../db/redact.ts";
import { inside } from "../../events/inside.ts";

export const questionsSubscribers = [
  inside("person.erased", (tx, { body }) =>
    redact(tx, body.person, { table: "desk_question", column: "text" }),
  ),
];
