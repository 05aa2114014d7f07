import { type FormEvent, type ReactNode, useState } from "react";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { navigate } from "../../ui/routing.ts";
import { EmptyState, ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { FilterFields } from "./filter-fields.tsx";
import { FormatFields } from "./format-fields.tsx";
import { PolicyFields } from "./policy-fields.tsx";
import { EMPTY, policyOf, type ReleaseDraft, type Wrong, wrongIn } from "./release-draft.ts";
import css from "./releases.module.css";
import { t } from "./words.ts";

/** Chooses what goes into a release and how it is written; how much that is stands beside it all the time. */
export function NewReleasePage({ project: id }: { project: string }): ReactNode {
  return (
    <ProjectPage project={id} title={t("releases.new")}>
      {(project) =>
        canManage(project) ? (
          <NewRelease project={project} />
        ) : (
          <EmptyState icon="box" title={t("releases.newNotYours")}>
            {t("releases.newNotYoursHelp")}
          </EmptyState>
        )
      }
    </ProjectPage>
  );
}

function NewRelease({ project }: { project: Project }): ReactNode {
  const params = { project: project.id };
  const [draft, setDraft] = useState<ReleaseDraft>(EMPTY);
  const [wrong, setWrong] = useState<Wrong>({});
  const [asking, setAsking] = useState(false);
  const policy = policyOf(draft);
  const count = useRead(
    "releases",
    "count",
    { params, body: { filter: draft.filter, policy: policy ?? draft.policy } },
    { keep: true, enabled: draft.filter.states.length > 0 },
  );
  const create = useChange("releases", "create", {
    onDone: (release) => {
      toast(t("releases.created"));
      navigate(hrefOf("/projects/:project/releases/:release", { project: project.id, release: release.id }));
    },
  });
  const set = (patch: Partial<ReleaseDraft>) => setDraft({ ...draft, ...patch });
  const amount = count.data && {
    items: t("releases.countItems", { count: count.data.items }),
    answers: t("releases.countAnswers", { count: count.data.answers }),
  };

  function ask(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const found = wrongIn(draft);
    setWrong(found);
    if (Object.keys(found).length === 0) setAsking(true);
    else focusWrong(event.currentTarget);
  }
  function make(): void {
    const { name, notes, filter, formats } = draft;
    if (policy) create.mutate({ params, body: { name, notes, filter, policy, formats: [...formats] } });
  }

  return (
    <form className={css.new} onSubmit={ask} noValidate>
      <div className={css.form}>
        <TextInput
          label={t("releases.name")}
          error={wrong.name && t("releases.needsName")}
          required
          maxLength={120}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <FilterFields project={project} draft={draft} wrong={wrong} onChange={setDraft} />
        <PolicyFields project={project} draft={draft} wrong={wrong} onChange={setDraft} />
        <FormatFields project={project} draft={draft} wrong={wrong} onChange={setDraft} />
        <TextArea
          label={t("releases.notes")}
          help={t("releases.notesHelp")}
          note={t("releases.optional")}
          maxLength={10_000}
          value={draft.notes}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </div>
      <aside className={css.count} aria-label={t("releases.what")}>
        <p role="status" className={css.big} data-stale={count.isPlaceholderData}>
          {amount ? t("releases.count", amount) : count.error ? "" : t("releases.counting")}
        </p>
        {count.data?.items === 0 && <p>{t("releases.createEmpty")}</p>}
        {count.data && count.data.items > 0 && count.data.answers === 0 && <p>{t("releases.noAnswers")}</p>}
        <ErrorLine error={count.error} />
        <Button look="primary" type="submit">
          {t("releases.create")}
        </Button>
      </aside>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={amount ? t("releases.createTitle", amount) : t("releases.create")}
          confirm={
            <Button look="primary" busy={create.isPending} disabled={count.data?.items === 0} onClick={make}>
              {t("releases.create")}
            </Button>
          }
        >
          {count.data?.items === 0 ? (
            <p>{t("releases.createEmpty")}</p>
          ) : (
            <ul className={css.effects}>
              <li>{t("releases.createFormats", { count: draft.formats.length })}</li>
              <li>{t("releases.createFrozen")}</li>
              <li>{t("releases.createVisible")}</li>
            </ul>
          )}
          <ErrorLine error={create.error} />
        </Dialog>
      )}
    </form>
  );
}
