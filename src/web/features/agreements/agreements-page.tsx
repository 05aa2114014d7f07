import { type ReactNode, useState } from "react";
import type { Agreement } from "#contract/agreements.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { exactTime } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./agreements.module.css";
import { useChange, useRead } from "./api.ts";
import { SignerTable } from "./signer-table.tsx";
import { VersionForm } from "./version-form.tsx";
import { t } from "./words.ts";

/** What everyone in a project signs, who has, and who has not. */
export function AgreementsPage({ project }: { project: string }): ReactNode {
  const read = useRead("agreements", "list", { params: { project } });
  const me = useRead("accounts", "me");
  const [adding, setAdding] = useState(false);
  const rows = read.data?.rows;
  const runsAll = me.data !== undefined && me.data.role !== "member";
  const add = (
    <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
      {t("agreements.new")}
    </Button>
  );
  return (
    <ProjectPage project={project} actions={rows && rows.length > 0 && add}>
      {() => (
        <>
          {!rows && read.error && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
          {!rows && !read.error && <Loading lines={6} />}
          {rows?.length === 0 && (
            <EmptyState icon="form" title={t("agreements.none")} action={add}>
              {t("agreements.noneHelp")}
            </EmptyState>
          )}
          {rows?.map((agreement) => (
            <One
              key={agreement.id}
              project={project}
              agreement={agreement}
              mayChange={agreement.retiredAt === null && (agreement.projectId !== null || runsAll)}
            />
          ))}
          {adding && (
            <Dialog open wide onClose={() => setAdding(false)} title={t("agreements.new")}>
              <VersionForm project={project} mayAskAll={runsAll} onDone={() => setAdding(false)} />
            </Dialog>
          )}
        </>
      )}
    </ProjectPage>
  );
}

interface OneProps {
  project: string;
  agreement: Agreement;
  mayChange: boolean;
}

function One({ project, agreement, mayChange }: OneProps): ReactNode {
  const { title, projectId, retiredAt, trait, versions } = agreement;
  const [open, setOpen] = useState<"version" | "retire" | null>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={title}
      actions={
        mayChange && (
          <>
            <Button small aria-label={t("agreements.retireOf", { title })} onClick={() => setOpen("retire")}>
              {t("agreements.retire")}
            </Button>
            <Button
              small
              aria-label={t("agreements.newVersionOf", { title })}
              onClick={() => setOpen("version")}
            >
              {t("agreements.newVersion")}
            </Button>
          </>
        )
      }
    >
      <div className={css.row}>
        {projectId === null && <Badge>{t("agreements.wide")}</Badge>}
        {retiredAt !== null && <Badge tone="warn">{t("agreements.retired")}</Badge>}
        <span className={css.muted}>{t("agreements.trait", { trait })}</span>
      </div>
      <div className={css.versions}>
        {versions.map(({ id, n, neededFrom, text }) => (
          <details key={id}>
            <summary>{t("agreements.versionFrom", { n, date: exactTime(neededFrom) })}</summary>
            <article className={css.paper} dir="auto">
              <Markdown text={text} under={2} />
            </article>
          </details>
        ))}
      </div>
      <SignerTable project={project} agreement={agreement} mayChange={mayChange} />
      {open === "version" && (
        <Dialog open wide onClose={close} title={t("agreements.newVersionOf", { title })}>
          <VersionForm project={project} of={agreement} onDone={close} />
        </Dialog>
      )}
      {open === "retire" && <Retire project={project} agreement={agreement} onClose={close} />}
    </Section>
  );
}

function Retire({
  project,
  agreement: { id, title },
  onClose,
}: Pick<OneProps, "project" | "agreement"> & { onClose: () => void }): ReactNode {
  const retire = useChange("agreements", "retire", {
    onDone: () => {
      toast(t("agreements.retireDone", { title }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("agreements.retireTitle", { title })}
      confirm={
        <Button
          look="danger"
          busy={retire.isPending}
          onClick={() => retire.mutate({ params: { project, agreement: id } })}
        >
          {t("agreements.retire")}
        </Button>
      }
    >
      <p>{t("agreements.retireEffect")}</p>
      <ErrorLine error={retire.error} />
    </Dialog>
  );
}
