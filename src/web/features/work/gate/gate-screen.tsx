import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { GateExplanation, GateReading } from "#contract/gates.ts";
import type { Verdict } from "#guide/entry.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { hrefOf } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { t as words } from "../../../ui/messages/en.ts";
import { useShortcuts } from "../../../ui/shortcuts.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../../ui/states.tsx";
import { ChangeList, translateChanges, useReading } from "../../guides/index.ts";
import { keysText, shortcut } from "../commands.ts";
import { GuidePanel } from "../panels/guide-panel.tsx";
import { SidePanel } from "../panels/side-panel.tsx";
import { t as workWords } from "../words.ts";
import type { View } from "../workspace.tsx";
import { useChange, useRead } from "./api.ts";
import { GateQuestionView } from "./gate-question.tsx";
import css from "./gate-screen.module.css";
import { useReadingTime } from "./use-reading-time.ts";
import { t } from "./words.ts";

interface Props {
  project: string;
  /** Takes the next piece of work. */
  onPassed: () => void;
}

interface ScreenProps extends Props {
  view: View;
  /** Takes the next piece of work where there is nothing to read; null: that was tried, and the gate is still there. */
  onNothing: (() => void) | null;
}

/** What changed in the guide, in place of the next item, until it is read. */
export function GateScreen({ project, view, onPassed, onNothing }: ScreenProps): ReactNode {
  const read = useRead("gates", "reading", { params: { project } });
  const { refetch } = read;
  // What was read at an earlier gate is out of date.
  const [looked, setLooked] = useState(false);
  useEffect(() => void refetch().then(() => setLooked(true)), [refetch]);
  const reading = looked ? read.data?.reading : undefined;
  const nothing = reading === null;
  useEffect(() => {
    if (nothing) onNothing?.(); // read in another tab
  }, [nothing, onNothing]);
  return (
    <div className={css.screen}>
      <div className={css.gate}>
        <div className={css.inside}>
          {reading ? (
            <Reading
              key={reading.to.id}
              project={project}
              reading={reading}
              onPassed={onPassed}
              onNewer={refetch}
            />
          ) : read.error ? (
            <ErrorState error={read.error} onRetry={() => void refetch()} />
          ) : nothing && !onNothing ? (
            <EmptyState
              icon="warning"
              title={t("gate.nothing")}
              action={<Button onClick={onPassed}>{words("ui.retry")}</Button>}
            >
              {t("gate.nothingHelp")}
            </EmptyState>
          ) : (
            <Loading lines={8} />
          )}
        </div>
      </div>
      {view.panel === "guide" && (
        <SidePanel title={workWords("work.guide")} onClose={view.closePanel}>
          <GuidePanel project={project} held={null} asked="" />
        </SidePanel>
      )}
    </div>
  );
}

function Reading({
  project,
  reading,
  onPassed,
  onNewer,
}: Props & { reading: GateReading; onNewer: () => unknown }): ReactNode {
  const { gate, from, to, note } = reading;
  const after = useReading(project, to.id);
  const before = useReading(project, from?.id ?? null);
  const { changes, languages } = translateChanges(reading.changes, before, after);
  const [given, setGiven] = useState<Record<string, Verdict>>({});
  const [wrong, setWrong] = useState<GateExplanation[]>([]);
  const [passed, setPassed] = useState(false);
  const [missing, setMissing] = useState(false);
  const seconds = useReadingTime();
  const heading = useRef<HTMLHeadingElement>(null);
  const explained = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (wrong.length > 0) explained.current?.focus();
  }, [wrong]);

  const asked = new Set(wrong.map(({ example }) => example));
  const questions = reading.questions.filter(({ example }) => asked.size === 0 || asked.has(example));
  const { mutate, isPending, error } = useChange("gates", "acknowledge", {
    onDone: (outcome) => {
      if (outcome.passed && outcome.wrong.length === 0) return onPassed();
      setPassed(outcome.passed);
      setWrong(outcome.wrong);
      setGiven({});
    },
  });
  useEffect(() => {
    if (error) onNewer(); // a later version may have come meanwhile
  }, [error, onNewer]);
  const send = () => {
    if (isPending) return;
    if (passed) return onPassed();
    const replies = questions.flatMap(({ example }) => {
      const verdict = given[example];
      return verdict ? [{ example, verdict }] : [];
    });
    setMissing(replies.length < questions.length);
    if (replies.length < questions.length) return;
    mutate({ params: { project }, body: { gate, version: to.id, seconds: seconds(), replies } });
  };
  const last = useRef(send);
  last.current = send;
  const commands = useMemo(() => [shortcut("work.submit", () => last.current())], []);
  useShortcuts(t("gate.title"), commands);

  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t("gate.title")}
      </h1>
      <p className={css.muted}>
        {from ? t("gate.since", { to: to.n, from: from.n }) : t("gate.first", { to: to.n })} {t("gate.help")}{" "}
        <a href={hrefOf("/projects/:project/guide", { project })} target="_blank" rel="noreferrer">
          {t("gate.guide")}
        </a>
      </p>
      {note && <p dir="auto">{note}</p>}
      <section aria-label={t("gate.changes")}>
        <ChangeList changes={changes} languages={languages} />
      </section>
      {wrong.length > 0 && (
        <div ref={explained} tabIndex={-1} role="alert" className={css.explained}>
          {wrong.map((one) => (
            <Explanation key={one.example} wrong={one} />
          ))}
          <p>{t(passed ? "gate.enough" : "gate.again")}</p>
        </div>
      )}
      {!passed && questions.length > 0 && <h2>{t("gate.questions")}</h2>}
      {!passed &&
        questions.map((question) => (
          <GateQuestionView
            key={question.example}
            project={project}
            question={question}
            given={given[question.example]}
            onGive={(verdict) => setGiven({ ...given, [question.example]: verdict })}
          />
        ))}
      {missing && <p role="alert">{t("gate.missing")}</p>}
      <ErrorLine error={error} />
      <div>
        <Button look="primary" busy={isPending} keys={keysText("work.submit")} onClick={send}>
          {t(passed ? "gate.goOn" : questions.length > 0 ? "gate.answer" : "gate.read")}
        </Button>
      </div>
    </>
  );
}

function Explanation({ wrong }: { wrong: GateExplanation }): ReactNode {
  const { number, title, given, verdict, why, statement } = wrong;
  return (
    <div className={css.wrong}>
      <p dir="auto">
        <strong>
          {t(verdict ? "gate.solved" : "gate.wrong", {
            ...{ number, title },
            given: t(`gate.verdict.${given}`),
            verdict: verdict ? t(`gate.verdict.${verdict}`) : "",
          })}
        </strong>
      </p>
      <Markdown text={why || statement} />
    </div>
  );
}
