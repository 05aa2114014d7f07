import { inside } from "../../events/inside.ts";
import { eraseNotices } from "./erase-notices.ts";

export const noticesSubscribers = [inside("person.erased", (tx, { body }) => eraseNotices(tx, body.person))];
