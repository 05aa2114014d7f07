import type { ReactNode } from "react";
import type { Release } from "#contract/releases.ts";
import { Badge } from "../../ui/badge.tsx";
import { t } from "./words.ts";

/** How far a release is, in a word. */
export function ReleaseBadge({ state }: { state: Release["state"] }): ReactNode {
  const tone = ({ frozen: "accent", building: "warn", ready: "good", failed: "bad" } as const)[state];
  return <Badge tone={tone}>{t(`releases.state.${state}`)}</Badge>;
}
