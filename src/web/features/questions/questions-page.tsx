import { type ReactNode, useState } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { WORKING } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { AskForm } from "./ask-form.tsx";
import { Desk } from "./desk.tsx";
import { MyQuestions } from "./my-questions.tsx";
import css from "./questions.module.css";
import { t } from "./words.ts";

/** Questions about a project's guide: everyone's for those who rule on them, one's own for everybody else. */
export function QuestionsPage({ project }: { project: string }): ReactNode {
  const { search } = useLocation();
  const mine = useRead("questions", "mine", { params: { project } }, { every: 10_000 });
  const [asking, setAsking] = useState(search.has("ask"));
  const guide = mine.data?.guide;
  return (
    <ProjectPage
      project={project}
      actions={({ role }) =>
        guide &&
        WORKING.includes(role) && (
          <Button look="primary" icon="comment" onClick={() => setAsking(true)}>
            {t("questions.ask")}
          </Button>
        )
      }
    >
      {() => {
        if (!mine.data)
          return mine.error ? (
            <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />
          ) : (
            <Loading lines={6} />
          );
        if (!guide)
          return (
            <EmptyState icon="book" title={t("questions.noGuide")}>
              {t("questions.noGuideHelp")}
            </EmptyState>
          );
        return (
          <>
            {mine.data.answers ? (
              <Desk guide={guide} project={project} />
            ) : (
              <MyQuestions rows={mine.data.rows} selected={search.get("question")} />
            )}
            <Dialog open={asking} onClose={() => setAsking(false)} title={t("questions.askTitle")}>
              <p className={css.muted}>{t("questions.askHelp")}</p>
              <AskForm project={project} onDone={() => setAsking(false)} />
            </Dialog>
          </>
        );
      }}
    </ProjectPage>
  );
}
