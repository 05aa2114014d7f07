import { z } from "zod";

/** How much a broken rule weighs. Apart from the rest, since work that cites rules needs no more of them. */
export const Severity = z.enum(["minor", "major", "critical"]);
export type Severity = z.infer<typeof Severity>;
