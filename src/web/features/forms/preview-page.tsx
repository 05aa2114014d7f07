import { type ReactNode, useMemo, useRef, useState } from "react";
import { type Form, Layout } from "#kinds/form.ts";
import { FieldPanel } from "../../kinds/field.tsx";
import { useAnswerKeys } from "../../kinds/use-answer-keys.ts";
import { hrefOf } from "../../paths.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { inputClass } from "../../ui/field.tsx";
import { comboText } from "../../ui/keys.ts";
import { Page, useTitle } from "../../ui/page.tsx";
import { useShortcuts } from "../../ui/shortcuts.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Workspace } from "../work/index.ts";
import { useRead } from "./api.ts";
import css from "./forms.module.css";
import { useSpecimen } from "./specimen-select.tsx";
import { TrialQuestions } from "./trial-questions.tsx";
import { useTrial } from "./use-trial.ts";
import { t } from "./words.ts";

/** A form in full size: the trainer's own screen, layouts and keys, with nothing sent. */
export function PreviewPage({ project, version }: { project: string; version: string }): ReactNode {
  const draft = version === "draft";
  const saved = useRead("forms", "draft", { params: { project } }, { enabled: draft });
  const published = useRead("forms", "version", { params: { project, version } }, { enabled: !draft });
  const read = draft ? saved : published;
  useTitle(t("forms.previewTitle"));
  if (read.data) return <Screen project={project} version={version} form={read.data.form} />;
  return (
    <Page
      title={t("forms.previewTitle")}
      breadcrumbs={[{ title: t("forms.title"), href: hrefOf("/projects/:project/form", { project }) }]}
    >
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Loading lines={10} />
      )}
    </Page>
  );
}

function Screen({ project, version, form }: { project: string; version: string; form: Form }): ReactNode {
  const { specimen, select } = useSpecimen(project, form);
  const trial = useTrial(form, specimen);
  const [layout, setLayout] = useState<Layout>(form.layout);
  const container = useRef<HTMLDivElement>(null);
  const { language } = specimen.attributes;
  const { body, shape, targets } = trial;
  useAnswerKeys({ form, body, shape, targets, container, onAnswer: trial.answer });
  const { check } = trial;
  const shortcuts = useMemo(
    () => [{ id: "work.submit", keys: "mod+Enter", label: t("forms.previewSubmit"), run: check }],
    [check],
  );
  useShortcuts(t("forms.previewTitle"), shortcuts);
  const back =
    version === "draft"
      ? hrefOf("/projects/:project/form", { project })
      : hrefOf("/projects/:project/form/:version", { project, version });
  return (
    <div className={css.screen}>
      <header className={css.screenBar}>
        <LinkButton small icon="back" href={back}>
          {t("forms.previewBack")}
        </LinkButton>
        <h1>{t("forms.previewTitle")}</h1>
        <select
          className={`${inputClass} ${css.layout}`}
          aria-label={t("forms.layout")}
          value={layout}
          onChange={(event) => setLayout(Layout.parse(event.target.value))}
        >
          {Layout.options.map((one) => (
            <option key={one} value={one}>
              {t(`forms.layout.${one}`)}
            </option>
          ))}
        </select>
      </header>
      <Workspace
        layout={layout}
        candidates={shape.candidates}
        answerRef={container}
        panel={null}
        material={
          <>
            {select}
            {form.fields.map((field) => (
              <FieldPanel
                key={field.name}
                field={field}
                material={specimen.material}
                attributes={specimen.attributes}
                language={typeof language === "string" ? language : undefined}
                compare={layout === "compare"}
              />
            ))}
          </>
        }
        actions={
          <>
            <span role="status" className={css.muted}>
              {trial.checked &&
                (trial.gaps.length === 0
                  ? t("forms.previewFine")
                  : t("forms.previewGaps", { count: trial.gaps.length }))}
            </span>
            <Button look="primary" keys={comboText("mod+Enter")} onClick={trial.check}>
              {t("forms.previewSubmit")}
            </Button>
          </>
        }
      >
        <TrialQuestions form={form} trial={trial} specimen={specimen} />
      </Workspace>
    </div>
  );
}
