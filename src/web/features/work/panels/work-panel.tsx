import { type ReactNode, useCallback } from "react";
import { type TextPlace, textAt } from "#content/index.ts";
import type { Shape } from "#kinds/index.ts";
import { ConnectionError } from "#sdk/index.ts";
import type { SourceOf } from "../../../kinds/passage.ts";
import { type Failure, late } from "../../../ui/late.tsx";
import { ErrorLine, Loading } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { PassageButton } from "../../discussions/index.ts";
import type { Held } from "../keeping/held.ts";
import type { WorkSession } from "../keeping/session.ts";
import { t } from "../words.ts";
import type { PanelName, View } from "../workspace.tsx";
import { ObjectionForm } from "./objection-form.tsx";
import { SidePanel } from "./side-panel.tsx";

const instead = (_props: object, failed: Failure | null): ReactNode =>
  failed ? <ErrorLine error={new ConnectionError(failed.cause)} /> : <Loading />;
const GuidePanel = late(async () => (await import("./guide-panel.tsx")).GuidePanel, instead);
const HistoryPanel = late(async () => (await import("./history-panel.tsx")).HistoryPanel, instead);
const CommentsPanel = late(async () => (await import("./comments-panel.tsx")).CommentsPanel, instead);

interface PanelProps {
  session: WorkSession;
  held: Held;
  view: View;
  shape: Shape;
}

/** The panel that is open beside the work, if one is; and what leads to it from a passage of the material. */
export function WorkPanel(props: PanelProps): ReactNode {
  const { material } = props.held.assignment;
  const sourceOf = useCallback((place: TextPlace) => textAt(material, place), [material]);
  return (
    <>
      <PassageButton sourceOf={sourceOf} onComment={props.view.setPassage} />
      {props.view.panel && <OpenPanel {...props} panel={props.view.panel} sourceOf={sourceOf} />}
    </>
  );
}

function OpenPanel({
  session,
  held,
  view,
  shape,
  panel,
  sourceOf,
}: PanelProps & { panel: PanelName; sourceOf: SourceOf }): ReactNode {
  const { closePanel } = view;
  const titles: Record<PanelName, string> = {
    guide: t("work.guide"),
    history: t("work.history"),
    comments: t("work.comments"),
    skip: t("work.objection.skip"),
    flag: t("work.objection.flag"),
  };
  const { projectId, id } = held.assignment;
  return (
    <SidePanel key={panel} title={titles[panel]} onClose={closePanel}>
      {panel === "guide" && (
        <GuidePanel key={view.guideQuery} project={projectId} held={held} asked={view.guideQuery} />
      )}
      {panel === "history" && <HistoryPanel session={session} held={held} shape={shape} />}
      {panel === "comments" && (
        <CommentsPanel
          project={projectId}
          assignment={id}
          judges={held.assignment.subject !== null}
          view={view}
          sourceOf={sourceOf}
        />
      )}
      {(panel === "skip" || panel === "flag") && (
        <ObjectionForm
          kind={panel}
          onSend={(objection) => {
            closePanel();
            void (panel === "skip" ? session.skip(objection) : session.flag(objection));
            toast(t(panel === "skip" ? "work.skipped" : "work.flagged"));
          }}
        />
      )}
    </SidePanel>
  );
}
