import { type ReactNode, useState } from "react";
import type { Draft } from "#contract/work.ts";
import type { Shape } from "#kinds/index.ts";
import { AnswerView } from "../../../kinds/question.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { toast } from "../../../ui/toast.tsx";
import type { Held } from "../keeping/held.ts";
import { same } from "../keeping/merge-drafts.ts";
import type { WorkSession } from "../keeping/session.ts";
import { useRead } from "./api.ts";
import css from "./history-panel.module.css";
import { t } from "./words.ts";

/** Where the draft was: each step can be compared with now, and brought back. */
export function HistoryPanel({
  session,
  held,
  shape,
}: {
  session: WorkSession;
  held: Held;
  shape: Shape;
}): ReactNode {
  const params = { project: held.assignment.projectId, assignment: held.assignment.id };
  const history = useRead("work", "draftHistory", { params }, { every: 15_000 });
  const [open, setOpen] = useState<number | null>(null);
  if (!history.data) {
    if (!history.error) return <Loading />;
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  }
  if (history.data.rows.length === 0) {
    return (
      <EmptyState icon="history" title={t("work.history.empty")}>
        {t("work.history.emptyHelp")}
      </EmptyState>
    );
  }
  function bring(step: Draft): void {
    session.answer(step.body);
    toast(t("work.history.brought"));
  }
  return (
    <ol className={css.steps}>
      {history.data.rows.map((step) => (
        <li key={step.rev} className={css.step}>
          <button
            type="button"
            className={css.when}
            aria-expanded={open === step.rev}
            onClick={() => setOpen(open === step.rev ? null : step.rev)}
          >
            <Time value={step.savedAt} exact />
          </button>
          {open === step.rev && (
            <div className={css.detail}>
              <p className={css.note}>{t("work.history.compared")}</p>
              {held.form.questions
                .filter(({ name }) => step.body[name] !== undefined || held.body[name] !== undefined)
                .map((question) => (
                  <AnswerView
                    key={question.name}
                    question={question}
                    before={step.body[question.name]}
                    value={held.body[question.name]}
                    shape={shape}
                  />
                ))}
              <Button small icon="undo" disabled={same(step.body, held.body)} onClick={() => bring(step)}>
                {t("work.history.bring")}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
