import type { ReactNode } from "react";
import { Badge } from "../../../ui/badge.tsx";
import { t } from "./words.ts";

/** How a translation stands to its source; null: there is none. */
export function BehindBadge({ behind }: { behind: number | null }): ReactNode {
  if (behind === null) return <Badge>{t("translations.missing")}</Badge>;
  if (behind === 0) return <Badge tone="good">{t("translations.current")}</Badge>;
  return <Badge tone="warn">{t("translations.behind", { count: behind })}</Badge>;
}
