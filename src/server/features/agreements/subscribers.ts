import { inside } from "../../events/inside.ts";
import { eraseNames } from "./erase-names.ts";

export const agreementsSubscribers = [inside("person.erased", (tx, { body }) => eraseNames(tx, body.person))];
