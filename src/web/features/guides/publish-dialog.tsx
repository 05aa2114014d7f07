import { type ReactNode, useEffect, useState } from "react";
import type { NewGate, NewReReview } from "#contract/gates.ts";
import { readingSeconds } from "#guide/reading-time.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { AcceptedWork } from "./accepted-work.tsx";
import { useChange, useRead } from "./api.ts";
import { ChangeList } from "./change-list.tsx";
import { GateChoice, GatePreview } from "./gate-choice.tsx";
import css from "./guides.module.css";
import { PublishObstacles, useObstacles } from "./together/publish-obstacles.tsx";
import type { Draft } from "./use-draft.ts";
import { t } from "./words.ts";

/** Says what the next version changes, how long that takes to read and where it comes into force, then publishes it. */
export function PublishDialog({ draft, onClose }: { draft: Draft; onClose: () => void }): ReactNode {
  const { guide, rev } = draft;
  const params = { guide: guide.id };
  // The revision is part of the question, so that what is published is what was looked at.
  const [seen] = useState(rev);
  const compare = useRead("guideDrafts", "compare", { params, query: {} });
  const { refetch } = compare;
  useEffect(() => {
    void refetch(); // what was compared before may be out of date
  }, [refetch]);
  const [note, setNote] = useState("");
  const obstacles = useObstacles(draft);
  const [reason, setReason] = useState("");
  const isUnsigned = obstacles.missing.length > 0;
  const isFree =
    obstacles.isKnown &&
    obstacles.empty.length === 0 &&
    (!isUnsigned || (obstacles.mayWaive && reason.trim() !== ""));
  const [gate, setGate] = useState<NewGate | null>(null);
  const [reReview, setReReview] = useState<NewReReview | null>(null);
  const publish = useChange("guideDrafts", "publish", {
    refreshes: ["guides", "projects", "guideSignOff"],
    onDone: ({ n }) => {
      onClose();
      toast(t("guides.published", { n }));
    },
  });
  const n = (compare.data?.from ?? 0) + 1;
  const changes = compare.isFetching ? undefined : compare.data?.changes;
  const minutes = Math.ceil(readingSeconds(changes ?? []) / 60);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("guides.publishAs", { n })}
      confirm={
        <Button
          look="primary"
          disabled={!changes || changes.length === 0 || !isFree}
          busy={publish.isPending}
          onClick={() =>
            publish.mutate({
              params,
              body: { rev: seen, note, gate, reReview, unsigned: isUnsigned ? reason : null },
            })
          }
        >
          {t("guides.publishAs", { n })}
        </Button>
      }
    >
      {compare.error && <ErrorState error={compare.error} onRetry={() => void compare.refetch()} />}
      {!changes && !compare.error && <Loading />}
      {changes && changes.length === 0 && <p>{t("guides.nothingToPublish")}</p>}
      {changes && changes.length > 0 && (
        <>
          <PublishObstacles draft={draft} obstacles={obstacles} reason={reason} onReason={setReason} />
          <TextArea
            label={t("guides.note")}
            help={t("guides.noteHelp")}
            note={words("ui.optional")}
            rows={2}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <p className={css.muted}>
            {t("guides.changesCount", { count: changes.length })}{" "}
            {minutes > 0 && t("guides.readingTime", { count: minutes })}{" "}
            {t("guides.inForce", { count: guide.projects })}
          </p>
          <GateChoice gate={gate} onChoose={setGate} />
          <AcceptedWork reReview={reReview} onChoose={setReReview} />
          <GatePreview guide={guide.id} />
          <ChangeList changes={changes} />
        </>
      )}
      <ErrorLine error={publish.error} />
    </Dialog>
  );
}
