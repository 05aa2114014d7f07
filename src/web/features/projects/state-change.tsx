import { type ReactNode, useRef, useState } from "react";
import type { LeadProject, ProjectState } from "#contract/projects.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** Which states a project can be put into from each. */
const NEXT: Record<ProjectState, readonly ProjectState[]> = {
  open: ["paused", "closed"],
  paused: ["open", "closed"],
  closed: ["open", "archived"],
  archived: ["open"],
};

/** Buttons that pause, close, reopen or archive; each first says what will happen. */
export function StateChange({ project }: { project: LeadProject }): ReactNode {
  const [target, setTarget] = useState<ProjectState | null>(null);
  const undo = useChange("projects", "setState");
  const closeLast = useRef<(() => void) | null>(null);
  const change = useChange("projects", "setState", {
    refreshes: ["work", "items"],
    onDone: (_, { body }) => {
      setTarget(null);
      // The way back from the state before would lead elsewhere now.
      closeLast.current?.();
      closeLast.current = toast(t(`projects.became.${body.state}`), {
        action: {
          label: words("ui.undo"),
          run: () => undo.mutate({ params: { project: project.id }, body: { state: project.state } }),
        },
      });
    },
  });
  const { progress } = project;
  return (
    <div className={css.end}>
      {NEXT[project.state].map((state) => (
        <Button key={state} onClick={() => setTarget(state)}>
          {t(`projects.change.${state}`)}
        </Button>
      ))}
      {target && (
        <Dialog
          open
          onClose={() => setTarget(null)}
          title={t(`projects.become.${target}`, { name: project.name })}
          confirm={
            <Button
              look="primary"
              busy={change.isPending}
              onClick={() => change.mutate({ params: { project: project.id }, body: { state: target } })}
            >
              {t(`projects.change.${target}`)}
            </Button>
          }
        >
          <ul className={css.effects}>
            <li>{effectOf(target, progress.new + progress.inProgress)}</li>
            {target !== "open" && progress.inProgress > 0 && (
              <li>{t("projects.effect.inProgress", { count: progress.inProgress })}</li>
            )}
            <li>{t("projects.effect.undo")}</li>
          </ul>
          <ErrorLine error={change.error} />
        </Dialog>
      )}
    </div>
  );
}

function effectOf(target: ProjectState, open: number): string {
  if (target === "open" || target === "closed") return t(`projects.effect.${target}`, { open });
  return t(`projects.effect.${target}`);
}
