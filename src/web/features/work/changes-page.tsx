import type { ReactNode } from "react";
import type { AnswerChanges } from "#contract/work.ts";
import type { Form } from "#kinds/form.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { AnswerView } from "../../kinds/question.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { t } from "./words.ts";

/** What reviewers and editors made of one's own answer: each version beside the one before. */
export function ChangesPage({ project, assignment }: { project: string; assignment: string }): ReactNode {
  const changes = useRead("work", "changes", { params: { project, assignment } });
  const version = changes.data?.formVersionId ?? "";
  const form = useRead("forms", "version", { params: { project, version } }, { enabled: version !== "" });
  const error = changes.error ?? form.error;
  const again = () => void Promise.all([changes.refetch(), form.refetch()]);
  return (
    <ProjectPage project={project}>
      {() =>
        changes.data && form.data ? (
          <Versions changes={changes.data} form={form.data.form} />
        ) : error ? (
          <ErrorState error={error} onRetry={again} />
        ) : (
          <Loading lines={8} />
        )
      }
    </ProjectPage>
  );
}

function Versions({
  changes: { versions, material },
  form,
}: {
  changes: AnswerChanges;
  form: Form;
}): ReactNode {
  const later = versions.slice(1);
  if (later.length === 0) return <EmptyState icon="check" title={t("work.changes.none")} />;
  const shape = { candidates: material.candidates?.length ?? 0 };
  return later.toReversed().map(({ n, body, mine, at }) => (
    <Section key={n} title={t(mine ? "work.changes.mine" : "work.changes.theirs", { n })}>
      <p>
        <Time value={at} />
      </p>
      {form.questions.map((question) => {
        const [value, before] = [body[question.name], versions[n - 2]?.body[question.name]];
        if (value === undefined && before === undefined) return null;
        return <AnswerView key={question.name} {...{ question, value, before, shape }} />;
      })}
    </Section>
  ));
}
