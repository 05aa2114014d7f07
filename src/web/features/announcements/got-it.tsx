import type { ReactNode } from "react";
import type { Announcement } from "#contract/announcements.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

/** The button by which a person says that they have read an announcement. */
export function GotIt({ announcement: { id, projectId, title } }: { announcement: Announcement }): ReactNode {
  const read = useChange("announcements", "read", { refreshes: ["notices"] });
  return (
    <>
      <ErrorLine error={read.error} />
      <Button
        small
        look="primary"
        busy={read.isPending}
        aria-label={t("announcements.gotItOf", { title })}
        onClick={() => read.mutate({ params: { project: projectId, announcement: id } })}
      >
        {t("announcements.gotIt")}
      </Button>
    </>
  );
}
