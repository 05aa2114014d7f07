import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Json } from "#content/index.ts";
import { focusTarget } from "../../../kinds/keys.ts";
import { Button } from "../../../ui/button.tsx";
import { useShortcuts } from "../../../ui/shortcuts.tsx";
import { announce, toast } from "../../../ui/toast.tsx";
import { keysText, shortcut } from "../commands.ts";
import { ReReviewWork } from "../judging/re-review-work.tsx";
import type { Decision } from "../keeping/errands.ts";
import { shapeOf } from "../keeping/held.ts";
import { WorkPanel } from "../panels/work-panel.tsx";
import { SaveIndicator, SaveSpace } from "../save-indicator.tsx";
import { t } from "../words.ts";
import { Workspace } from "../workspace.tsx";
import { MaterialView } from "./material-view.tsx";
import { LostNotice } from "./notices.tsx";
import { ReviewSubject } from "./review-subject.tsx";
import { leaveText, type StageProps, useArrival } from "./stage-props.ts";
import { DECISIONS, problemOf } from "./verdict.ts";
import { VerdictForm } from "./verdict-form.tsx";

const WRITES: Partial<Record<Decision, string>> = {
  fix: "[data-question] :is(textarea, input:checked, input, button)",
  return: '[data-verdict="reason"]',
  reject: '[data-verdict="reason"]',
};

/** One answer to judge; in a re-review by the rules that changed. */
export function ReviewWork(props: StageProps): ReactNode {
  return props.held.assignment.rules ? <ReReviewWork {...props} /> : <Judging {...props} />;
}

/** With its material: accept, fix and accept, return or reject. */
function Judging({ session, held, lost, view }: StageProps): ReactNode {
  const { assignment, form, verdict } = held;
  const shape = useMemo(() => shapeOf(assignment), [assignment]);
  const container = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const subject = assignment.subject;
  const problem = problemOf(held, shape);
  useArrival(container);

  const choose = useCallback(
    (decision: Decision) => {
      const current = session.snapshot().current;
      if (!current) return;
      session.setVerdict({ ...current.verdict, decision });
      if (decision === "fix" && Object.keys(current.body).length === 0) session.answer(subject?.body ?? {});
    },
    [session, subject],
  );
  // Who decides with a key writes next: the correction, or the reason that the author needs.
  const [byKey, setByKey] = useState<{ decision: Decision } | null>(null);
  useEffect(() => {
    const writes = byKey && WRITES[byKey.decision];
    const found = writes ? container.current?.querySelector<HTMLElement>(writes) : null;
    // Of radio buttons the chosen one, so that arrows go on from there.
    (found?.closest("[role=radiogroup]")?.querySelector<HTMLElement>("input:checked") ?? found)?.focus();
  }, [byKey]);
  const onFix = useCallback(
    (name: string, value: Json | undefined) => session.answerTo(name, value),
    [session],
  );
  const decide = useCallback(() => {
    const current = session.snapshot().current;
    if (!current) return;
    const wrong = problemOf(current, shape);
    if (wrong) {
      setTried(true);
      announce(wrong.text);
      if (wrong.question && container.current) {
        focusTarget(container.current, { question: wrong.question, part: "" });
      } else container.current?.querySelector<HTMLElement>(`[data-verdict="${wrong.at}"]`)?.focus();
      return;
    }
    void session.review();
    toast(t("work.sent.review"));
  }, [session, shape]);

  const shortcuts = useMemo(
    () => [
      ...DECISIONS.map((decision) =>
        shortcut(`work.review.${decision}`, () => {
          choose(decision);
          setByKey({ decision });
        }),
      ),
      ...[1, 2, 3, 4, 5].map((score) =>
        shortcut(`work.review.score.${score}`, () => {
          const current = session.snapshot().current;
          if (current) session.setVerdict({ ...current.verdict, score });
        }),
      ),
      { ...shortcut("work.submit", decide), label: t("work.review.decide") },
    ],
    [choose, decide, session],
  );
  useShortcuts(t("work.keys.group"), shortcuts);

  if (!subject) return null;
  return (
    <Workspace
      layout={view.layout ?? form.layout}
      candidates={shape.candidates}
      answerRef={container}
      onKeyDown={leaveText}
      material={<MaterialView held={held} layout={view.layout ?? form.layout} source={view.source} />}
      notices={lost && <LostNotice />}
      actions={
        <>
          {verdict.decision === "fix" ? <SaveIndicator session={session} /> : <SaveSpace />}
          <Button look="quiet" title={keysText("work.skip")} onClick={() => view.toggle("skip")}>
            {t("work.skip")}
          </Button>
          <Button look="primary" keys={keysText("work.submit")} onClick={decide}>
            {verdict.decision ? t(`work.review.${verdict.decision}`) : t("work.review.decide")}
          </Button>
        </>
      }
      panel={<WorkPanel session={session} held={held} view={view} shape={shape} />}
    >
      <ReviewSubject held={held} subject={subject} shape={shape} tried={tried} onFix={onFix} />
      <VerdictForm
        held={held}
        problem={tried ? problem : null}
        onChange={(next) => session.setVerdict(next)}
        onDecision={choose}
      />
    </Workspace>
  );
}
