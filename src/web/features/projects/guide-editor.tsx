import { type ReactNode, useEffect, useState } from "react";
import type { GuideVersion } from "#contract/guides.ts";
import { WordDiff } from "../../kinds/diff.tsx";
import { Markdown } from "../../kinds/markdown.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useFocusBack } from "../../ui/focus.ts";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { forgetText, keepText, keptText } from "./kept-text.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

interface GuideEditorProps {
  project: string;
  latest: GuideVersion | null;
  /** Whether this browser may keep what is being written, so that a reload loses nothing. */
  mayKeep: boolean;
  onClose: () => void;
}

/** Writes the next version of the instructions, with its preview or its changes beside it. */
export function GuideEditor({ project, latest, mayKeep, onClose }: GuideEditorProps): ReactNode {
  const before = latest?.body ?? "";
  const [text, setText] = useState(() => keptText(project, latest?.n ?? 0) ?? before);
  const [side, setSide] = useState<"preview" | "changes">("preview");
  const next = (latest?.n ?? 0) + 1;
  const changed = text !== before;
  useEffect(() => {
    if (changed && mayKeep) keepText(project, next - 1, text);
    else forgetText(project);
  }, [project, next, text, changed, mayKeep]);
  const publish = useChange("guides", "publish", {
    refreshes: ["projects"],
    onDone: ({ n }) => {
      forgetText(project);
      toast(t("projects.guidePublished", { n }));
      onClose();
    },
  });
  useFocusBack();
  const beside = (
    <div className={css.paper}>
      {side === "preview" ? <Markdown text={text} under={1} /> : <WordDiff before={before} after={text} />}
    </div>
  );
  return (
    <>
      <div className={css.writing}>
        <TextArea
          label={t("projects.guideText")}
          {...(changed && mayKeep && { note: t("projects.guideKept") })}
          className={css.source}
          spellCheck
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {latest ? (
          <Tabs
            label={t("projects.guidePreview")}
            selected={side}
            onSelect={setSide}
            tabs={[
              { name: "preview", title: t("projects.guidePreview") },
              { name: "changes", title: t("projects.guideChanges") },
            ]}
          >
            {beside}
          </Tabs>
        ) : (
          beside
        )}
      </div>
      <p className={css.muted}>
        {changed ? t("projects.guidePublishHelp") : t("projects.guideUnchanged", { n: next - 1 })}
      </p>
      <ErrorLine error={publish.error} />
      <div className={css.end}>
        <Button
          look="primary"
          disabled={!changed || text.trim() === ""}
          busy={publish.isPending}
          onClick={() => publish.mutate({ params: { project }, body: { body: text } })}
        >
          {t("projects.guidePublish", { n: next })}
        </Button>
        {changed && <Button onClick={() => setText(before)}>{t("projects.guideDiscard")}</Button>}
        <Button onClick={onClose}>{changed ? words("ui.close") : words("ui.cancel")}</Button>
      </div>
    </>
  );
}
