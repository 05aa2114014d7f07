import type { ReactNode } from "react";
import type { GuideThread } from "#contract/guide-comments.ts";
import { Badge } from "../../../ui/badge.tsx";
import { t } from "./words.ts";

/** How many open threads an entry has, and whether something in them is new to the reader. */
export function CommentCount({ threads }: { threads: readonly GuideThread[] }): ReactNode {
  const open = threads.filter(({ resolved }) => !resolved).length;
  const unread = threads.flatMap((thread) => thread.unread).length;
  if (open + unread === 0) return null;
  return (
    <Badge tone={unread > 0 ? "accent" : "neutral"}>
      {unread > 0
        ? t("together.unreadComments", { count: unread })
        : t("together.openThreads", { count: open })}
    </Badge>
  );
}
