import { type ReactNode, useState } from "react";
import type { Announcement } from "#contract/announcements.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { exactTime } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { AnnounceForm } from "./announce-form.tsx";
import css from "./announcements.module.css";
import { useChange, useRead } from "./api.ts";
import { GotIt } from "./got-it.tsx";
import { ReaderList } from "./reader-list.tsx";
import { t } from "./words.ts";

/** What the members of a project were told; whoever leads it sees who has read it. */
export function AnnouncementsPage({ project }: { project: string }): ReactNode {
  const read = useRead("announcements", "list", { params: { project } }, { every: 15_000 });
  const [adding, setAdding] = useState(false);
  const close = () => setAdding(false);
  const rows = read.data?.rows;
  const add = (
    <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
      {t("announcements.new")}
    </Button>
  );
  return (
    <ProjectPage project={project} actions={(about) => canManage(about) && rows && rows.length > 0 && add}>
      {(about) => (
        <>
          {!rows && read.error && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
          {!rows && !read.error && <Loading lines={6} />}
          {rows?.length === 0 && (
            <EmptyState icon="comment" title={t("announcements.none")} action={canManage(about) && add}>
              {t(canManage(about) ? "announcements.noneHelp" : "announcements.noneForYou")}
            </EmptyState>
          )}
          {rows?.map((row) => (
            <One key={row.id} announcement={row} />
          ))}
          <Dialog open={adding} wide onClose={close} title={t("announcements.new")}>
            <AnnounceForm project={project} onDone={close} />
          </Dialog>
        </>
      )}
    </ProjectPage>
  );
}

function One({ announcement }: { announcement: Announcement }): ReactNode {
  const { title, text, roles, by, at, until, withdrawnAt, unread, readAt, readers } = announcement;
  const [withdrawing, setWithdrawing] = useState(false);
  const isOver = until !== null && Date.parse(until) <= Date.now();
  const audience = roles.map((role) => t(`announcements.role.${role}`)).join(", ");
  return (
    <Section
      title={title}
      actions={
        readers &&
        !withdrawnAt && (
          <Button
            small
            aria-label={t("announcements.withdrawOf", { title })}
            onClick={() => setWithdrawing(true)}
          >
            {t("announcements.withdraw")}
          </Button>
        )
      }
    >
      <div className={css.row}>
        {withdrawnAt && <Badge tone="warn">{t("announcements.withdrawn")}</Badge>}
        {!withdrawnAt && isOver && <Badge>{t("announcements.over")}</Badge>}
        <span className={css.muted} dir="auto">
          {t("announcements.meta", { name: by.name, date: exactTime(at) })}
        </span>
        <span className={css.muted}>{audience || t("announcements.everyone")}</span>
        {until && (
          <span className={css.muted}>{t("announcements.untilDate", { date: exactTime(until) })}</span>
        )}
      </div>
      <article className={`${css.paper} ${css.text}`} dir="auto">
        <Markdown text={text} under={2} />
      </article>
      {unread && (
        <div className={css.end}>
          <GotIt announcement={announcement} />
        </div>
      )}
      {readAt && <p className={css.muted}>{t("announcements.youRead", { date: exactTime(readAt) })}</p>}
      {readers && <ReaderList announcement={announcement} readers={readers} />}
      {withdrawing && <Withdraw announcement={announcement} onClose={() => setWithdrawing(false)} />}
    </Section>
  );
}

interface WithdrawProps {
  announcement: Announcement;
  onClose: () => void;
}

function Withdraw({ announcement: { id, projectId, title }, onClose }: WithdrawProps): ReactNode {
  const withdraw = useChange("announcements", "withdraw", {
    refreshes: ["notices"],
    onDone: () => {
      toast(t("announcements.withdrawDone", { title }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("announcements.withdrawTitle", { title })}
      confirm={
        <Button
          look="danger"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { project: projectId, announcement: id } })}
        >
          {t("announcements.withdraw")}
        </Button>
      }
    >
      <p>{t("announcements.withdrawEffect")}</p>
      <ErrorLine error={withdraw.error} />
    </Dialog>
  );
}
