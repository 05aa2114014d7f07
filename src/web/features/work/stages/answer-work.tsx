import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Json } from "#content/index.ts";
import type { Assignment } from "#contract/work.ts";
import { askedQuestions } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { focusTarget, lettersOf, targetsOf } from "../../../kinds/keys.ts";
import { QuestionPanel } from "../../../kinds/question.tsx";
import { useAnswerKeys } from "../../../kinds/use-answer-keys.ts";
import { Button } from "../../../ui/button.tsx";
import { late } from "../../../ui/late.tsx";
import { said } from "../../../ui/messages/index.ts";
import { useShortcuts } from "../../../ui/shortcuts.tsx";
import { Loading } from "../../../ui/states.tsx";
import { announce } from "../../../ui/toast.tsx";
import { keysText, shortcut } from "../commands.ts";
import { gapsOf, isUnchanged, languageOf, shapeOf } from "../keeping/held.ts";
import { WorkPanel } from "../panels/work-panel.tsx";
import { Doubt, GapCount, SaveIndicator, useSaver } from "../save-indicator.tsx";
import { t } from "../words.ts";
import { saySent } from "../work-tools.tsx";
import { Workspace } from "../workspace.tsx";
import { Confidence } from "./confidence.tsx";
import { MaterialView } from "./material-view.tsx";
import { LostNotice, ReturnedNotice } from "./notices.tsx";
import { leaveText, type StageProps, useArrival } from "./stage-props.ts";

/** These come with their code: the first piece of work seldom needs them. */
const RuleHints = late(
  async () => (await import("../panels/rule-hints.tsx")).RuleHints,
  () => null,
);
const ConflictView = late(
  async () => (await import("./conflict-view.tsx")).ConflictView,
  () => <Loading />,
);
/** Comes where rules are judged too. */
const JudgeRules = late(
  async () => (await import("../judging/judge-rules.tsx")).JudgeRules,
  () => <Loading />,
);

/** One piece of work to answer: what to read, what is asked, and one button. */
export function AnswerWork({
  session,
  held,
  lost,
  view,
  notice,
}: StageProps & { notice?: ReactNode }): ReactNode {
  const { assignment, form, body } = held;
  const shape = useMemo(() => shapeOf(assignment), [assignment]);
  const targets = useMemo(() => targetsOf(form, shape), [form, shape]);
  const letters = useMemo(
    () => new Map(form.questions.map((question) => [question.name, lettersOf(targets, question.name)])),
    [form, targets],
  );
  const container = useRef<HTMLDivElement>(null);
  const { openGuide } = view;
  const hints = useMemo(() => hintsOf(held.form, assignment, openGuide), [held.form, assignment, openGuide]);
  const [tried, setTried] = useState(false);
  /** A first press was about an unchanged answer: a second one sends it. */
  const [doubted, setDoubted] = useState(false);
  const saver = useSaver(session);
  const gaps = useMemo(() => gapsOf(assignment, form, body), [assignment, form, body]);
  const language = languageOf(assignment);
  const complete = gaps.length === 0;

  useAnswerKeys({
    form,
    body,
    shape,
    targets,
    container,
    onAnswer: (next) => session.answer(next),
  });
  useArrival(container);
  useEffect(() => {
    if (complete) void session.prepare();
  }, [complete, session]);

  const onChange = useCallback(
    (name: string, value: Json | undefined) => session.answerTo(name, value),
    [session],
  );
  const submit = useCallback(() => {
    const current = session.snapshot().current;
    if (!current || session.saver?.snapshot().state === "conflict") return;
    const missing = gapsOf(current.assignment, current.form, current.body);
    if (missing.length > 0) {
      setTried(true);
      announce(t("work.gaps", { count: missing.length }));
      if (container.current) focusTarget(container.current, { question: missing[0]!.question, part: "" });
      return;
    }
    if (isUnchanged(current) && !doubted) {
      setDoubted(true);
      announce(t("work.unchangedAsk"));
      return;
    }
    void session.submit();
    saySent(session);
  }, [session, doubted]);

  const shortcuts = useMemo(
    () => [
      shortcut("work.submit", submit),
      ...(form.askConfidence
        ? [1, 2, 3, 4, 5].map((n) => shortcut(`work.confidence.${n}`, () => session.setConfidence(n)))
        : []),
    ],
    [submit, form, session],
  );
  useShortcuts(t("work.keys.group"), shortcuts);

  const gapOf = new Map(tried ? gaps.map((gap) => [gap.question, said(gap.message)]) : []);
  const doubting = doubted && isUnchanged(held);
  const conflict = saver?.state === "conflict" && saver.clashes.length > 0;
  return (
    <Workspace
      layout={view.layout ?? form.layout}
      candidates={shape.candidates}
      answerRef={container}
      onKeyDown={leaveText}
      material={<MaterialView held={held} layout={view.layout ?? form.layout} source={view.source} />}
      notices={
        <>
          {lost && <LostNotice />}
          {notice}
          {assignment.returned && <ReturnedNotice held={held} returned={assignment.returned} shape={shape} />}
        </>
      }
      actions={
        <>
          {tried && !complete ? (
            <GapCount count={gaps.length} />
          ) : doubting ? (
            <Doubt />
          ) : (
            <SaveIndicator session={session} />
          )}
          <Button look="quiet" title={keysText("work.skip")} onClick={() => view.toggle("skip")}>
            {t("work.skip")}
          </Button>
          <Button look="primary" keys={keysText("work.submit")} onClick={submit}>
            {t(doubting ? "work.submitUnchanged" : assignment.returned ? "work.resubmit" : "work.submit")}
          </Button>
        </>
      }
      panel={<WorkPanel session={session} held={held} view={view} shape={shape} />}
    >
      {conflict ? (
        <ConflictView session={session} held={held} saver={saver} shape={shape} />
      ) : (
        <>
          {askedQuestions(form, body, shape.attributes).map((question) => (
            <QuestionPanel
              key={question.name}
              question={question}
              value={body[question.name]}
              shape={shape}
              onChange={onChange}
              gap={gapOf.get(question.name)}
              letters={letters.get(question.name)}
              language={language}
              hint={hints.get(question.name)}
            />
          ))}
          {assignment.rules && (
            <JudgeRules rules={assignment.rules} body={body} onChange={onChange} tried={tried} />
          )}
          {form.askConfidence && (
            <Confidence value={held.confidence} onChange={(value) => session.setConfidence(value)} />
          )}
        </>
      )}
    </Workspace>
  );
}

/** The rules that questions name, by the names of the questions. */
function hintsOf(
  { questions }: Form,
  { projectId: project, guideVersionId: version }: Assignment,
  onOpen: (number: string) => void,
): Map<string, ReactNode> {
  return new Map(
    questions.flatMap(({ name, rules = [] }) =>
      version && rules.length > 0
        ? [[name, <RuleHints key={name} {...{ project, version, rules, onOpen }} />]]
        : [],
    ),
  );
}
