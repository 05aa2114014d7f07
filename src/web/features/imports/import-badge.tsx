import type { ReactNode } from "react";
import type { Import } from "#contract/imports.ts";
import { Badge } from "../../ui/badge.tsx";
import { t } from "./words.ts";

/** How far an import is, in a word. */
export function ImportBadge({ state }: { state: Import["state"] }): ReactNode {
  const tone = (
    { uploaded: "accent", running: "warn", done: "good", failed: "bad", "taken-back": "neutral" } as const
  )[state];
  return <Badge tone={tone}>{t(`imports.state.${state}`)}</Badge>;
}
