import { type ReactNode, useState } from "react";
import type { SectionSignOff } from "#contract/guide-sign-off.ts";
import { toSign } from "#guide/sign-off.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange } from "../api.ts";
import { EntryHeading } from "../entry-heading.tsx";
import { EntryText } from "../entry-view.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

interface SignProps {
  draft: Draft;
  signOff: SectionSignOff;
  onClose: () => void;
}

/** Shows the text of a section, what was not signed yet marked, and signs exactly that. */
export function SignDialog({
  draft,
  signOff: { section, capacity, missing },
  onClose,
}: SignProps): ReactNode {
  // What is signed is what was shown, also where somebody edits it meanwhile: the server refuses then.
  const [shown] = useState(() => {
    const entries = toSign(draft.live, section);
    return { entries, live: draft.live.filter(({ id }) => entries.some(([entry]) => entry === id)) };
  });
  const title = shown.live[0]!.content.title;
  const sign = useChange("guideSignOff", "sign", {
    onDone: () => {
      toast(t("together.signedToast", { title }));
      onClose();
    },
  });
  const label = t("together.signAs", { capacity: t(`together.capacity.${capacity}`) });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("together.signTitle", { title })}
      confirm={
        <Button
          look="primary"
          busy={sign.isPending}
          onClick={() =>
            sign.mutate({
              params: { guide: draft.guide.id, section },
              body: { capacity, entries: shown.entries },
            })
          }
        >
          {label}
        </Button>
      }
    >
      <p className={css.muted}>{t("together.signHelp")}</p>
      {shown.live.map(({ id, number, content }) => (
        <article key={id} className={css.entry} data-kind={content.kind}>
          <header className={css.entryHead}>
            <EntryHeading number={number} title={content.title} />
            {missing.includes(id) && <Badge tone="warn">{t("together.notSigned")}</Badge>}
          </header>
          <EntryText content={content} under={Math.min(number.split(".").length + 1, 5)} />
        </article>
      ))}
      <ErrorLine error={sign.error} />
    </Dialog>
  );
}
