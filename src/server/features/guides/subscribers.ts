import { inside } from "../../events/inside.ts";
import { dropCapacities } from "./capacities.ts";

export const guidesSubscribers = [
  inside("member.removed", (tx, { project, body }) => dropCapacities(tx, project!, body.person)),
];
