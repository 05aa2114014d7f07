import { Component, type ReactNode } from "react";
import type { Form } from "#kinds/form.ts";
import { FieldPanel } from "../../kinds/field.tsx";
import { hrefOf } from "../../paths.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import css from "./forms.module.css";
import { useSpecimen } from "./specimen-select.tsx";
import { TrialQuestions } from "./trial-questions.tsx";
import { useTrial } from "./use-trial.ts";
import { t } from "./words.ts";

interface PreviewPaneProps {
  project: string;
  form: Form;
  /** The form is valid; otherwise the last valid one cannot be shown, and says so. */
  whole: boolean;
  /** Which saved form the full-size preview shows. */
  version?: string;
}

/** A form as a trainer with a narrow screen sees it; the full size is a link away. */
export function PreviewPane({ project, form, whole, version = "draft" }: PreviewPaneProps): ReactNode {
  return (
    <section className={css.pane} aria-label={t("forms.previewTitle")}>
      <header className={css.paneHead}>
        <h2>{t("forms.previewTitle")}</h2>
        <LinkButton
          small
          icon="wide"
          href={hrefOf("/projects/:project/form/:version/preview", { project, version })}
        >
          {t("forms.previewFull")}
        </LinkButton>
      </header>
      {whole ? (
        <Guard key={JSON.stringify(form)}>
          <Trying project={project} form={form} />
        </Guard>
      ) : (
        <p className={css.muted}>{t("forms.previewBroken")}</p>
      )}
    </section>
  );
}

function Trying({ project, form }: { project: string; form: Form }): ReactNode {
  const { specimen, select } = useSpecimen(project, form);
  const trial = useTrial(form, specimen);
  const { language } = specimen.attributes;
  return (
    <>
      {select}
      <div className={css.paper}>
        {form.fields.map((field) => (
          <FieldPanel
            key={`${field.name} ${field.kind}`}
            field={field}
            material={specimen.material}
            attributes={specimen.attributes}
            language={typeof language === "string" ? language : undefined}
            compare={false}
          />
        ))}
      </div>
      <div className={css.trial}>
        <TrialQuestions form={form} trial={trial} specimen={specimen} />
        <div className={css.barEnd}>
          <Button small onClick={trial.check}>
            {t("forms.previewSubmit")}
          </Button>
          <span role="status" className={css.muted}>
            {trial.checked &&
              (trial.gaps.length === 0
                ? t("forms.previewFine")
                : t("forms.previewGaps", { count: trial.gaps.length }))}
          </span>
        </div>
      </div>
    </>
  );
}

/** A value that no longer fits its question must not take the builder with it. */
class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return <p className={css.muted}>{t("forms.previewBroken")}</p>;
  }
}
