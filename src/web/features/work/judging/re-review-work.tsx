import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { Judgement } from "#contract/findings.ts";
import { ruleKey } from "#kinds/answer.ts";
import { focusTarget } from "../../../kinds/keys.ts";
import { Button } from "../../../ui/button.tsx";
import { useShortcuts } from "../../../ui/shortcuts.tsx";
import { announce, toast } from "../../../ui/toast.tsx";
import { keysText, shortcut } from "../commands.ts";
import { shapeOf } from "../keeping/held.ts";
import { WorkPanel } from "../panels/work-panel.tsx";
import { SaveIndicator } from "../save-indicator.tsx";
import { MaterialView } from "../stages/material-view.tsx";
import { LostNotice } from "../stages/notices.tsx";
import { ReviewSubject } from "../stages/review-subject.tsx";
import { leaveText, type StageProps, useArrival } from "../stages/stage-props.ts";
import { t as workWords } from "../words.ts";
import { Workspace } from "../workspace.tsx";
import { JudgeRules } from "./judge-rules.tsx";
import { t } from "./words.ts";

/** An accepted answer to judge once more, by the rules that changed. */
export function ReReviewWork({ session, held, lost, view }: StageProps): ReactNode {
  const { assignment, form, body } = held;
  const { rules = [], subject } = assignment;
  const shape = useMemo(() => shapeOf(assignment), [assignment]);
  const container = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  useArrival(container);
  const submit = useCallback(() => {
    const current = session.snapshot().current;
    if (!current) return;
    const said = (current.assignment.rules ?? []).map(({ rule }) => ({
      rule,
      judgement: Judgement.safeParse(current.body[ruleKey(rule)]).data,
    }));
    const missing = said.find(({ judgement }) => judgement === undefined);
    if (missing) {
      setTried(true);
      announce(t("work.judge.gap"));
      if (container.current) focusTarget(container.current, { question: ruleKey(missing.rule), part: "" });
      return;
    }
    const judged = said.map(({ rule, judgement }) => ({ rule, judgement: judgement! }));
    session.setVerdict({ ...current.verdict, decision: "accept", judged });
    void session.review();
    toast(t("work.judge.sent"));
  }, [session]);
  const shortcuts = useMemo(() => [shortcut("work.submit", submit)], [submit]);
  useShortcuts(workWords("work.keys.group"), shortcuts);
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
          <SaveIndicator session={session} />
          <Button look="quiet" title={keysText("work.skip")} onClick={() => view.toggle("skip")}>
            {workWords("work.skip")}
          </Button>
          <Button look="primary" keys={keysText("work.submit")} onClick={submit}>
            {t("work.judge.submit")}
          </Button>
        </>
      }
      panel={<WorkPanel session={session} held={held} view={view} shape={shape} />}
    >
      <ReviewSubject held={held} subject={subject} shape={shape} tried={false} onFix={() => {}} />
      <JudgeRules
        rules={rules}
        body={body}
        onChange={(name, value) => session.answerTo(name, value)}
        tried={tried}
        again
      />
    </Workspace>
  );
}
