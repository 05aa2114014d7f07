import { type ReactNode, useState } from "react";
import type { Reading } from "#contract/guide-audience.ts";
import { guideAudience } from "#contract/guide-audience.ts";
import type { ProjectGuide } from "#contract/guides.ts";
import { connect } from "../../../api.ts";
import { Button } from "../../../ui/button.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import css from "./reading-mark.module.css";
import { t } from "./words.ts";

const { useChange } = connect({ guideAudience });

/**
 * A project's guide, with what is confidential in it once its reader opens that. It is kept on the page alone: never by the
 * browser.
 */
export function useOpened<T extends ProjectGuide>(
  project: string,
  guide: T,
): { guide: T; reading: Reading | null; button: ReactNode } {
  const [opened, setOpened] = useState<{ of: string; guide: T; reading: Reading } | null>(null);
  const version = guide.version?.id ?? null;
  const open = useChange("guideAudience", "open", {
    onDone: ({ guide: found, reading }) => {
      if (found?.version && reading) setOpened({ of: found.version.id, guide: found as T, reading });
    },
  });
  if (opened && opened.of === version) return { guide: opened.guide, reading: opened.reading, button: null };
  const button = guide.mayOpen && (
    <>
      <p className={css.sealed}>
        {t("audience.openHelp")}
        <Button
          small
          icon="eye"
          busy={open.isPending}
          onClick={() => open.mutate({ params: { project }, body: { version } })}
        >
          {t("audience.open")}
        </Button>
      </p>
      <ErrorLine error={open.error} />
    </>
  );
  return { guide, reading: null, button };
}
