import { type ReactNode, useState } from "react";
import type { Notice } from "#contract/notices.ts";
import { withUnseen } from "../../kinds/unseen.tsx";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** What others said to me, newest first. */
export function NoticeList(): ReactNode {
  const notices = useRead("notices", "list", undefined, { every: 3_000 });
  const read = useChange("notices", "read");
  const rows = notices.data?.rows ?? [];
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FEW);
  const unread = rows.filter((notice) => !notice.read).map((notice) => notice.id);
  return (
    <section className={css.part} aria-labelledby="home-notices">
      <div className={css.head}>
        <h2 id="home-notices">{t("home.notices")}</h2>
        {unread.length > 0 && (
          <Button
            small
            busy={read.isPending}
            onClick={() => read.mutate({ body: { notices: unread.slice(0, 200) } })}
          >
            {t("home.notices.readAll")}
          </Button>
        )}
      </div>
      <ErrorLine error={notices.data ? read.error : notices.error} />
      {!notices.data && !notices.error && <Loading lines={3} />}
      {notices.data && rows.length === 0 && <p className={css.muted}>{t("home.notices.none")}</p>}
      {rows.length > 0 && (
        <ul className={css.list}>
          {shown.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      {rows.length > FEW && (
        <Button small aria-expanded={all} className={css.more} onClick={() => setAll(!all)}>
          {all ? t("home.notices.fewer") : t("home.notices.all", { count: rows.length })}
        </Button>
      )}
    </section>
  );
}

/** So many tell what is new without pushing all else away. */
const FEW = 6;

/** Where a notice leads: to the very place of what was said; null where its reader has nothing to open there. */
function hrefOfNotice({
  subject,
  subjectId,
  threadId,
  projectId: project,
  ...notice
}: Notice): string | null {
  const query = threadId === null ? {} : { thread: threadId };
  if (notice.guideId && subjectId)
    return hrefOf("/guides/:guide", { guide: notice.guideId }, { ...query, entry: subjectId });
  if (project === null) return null;
  if (subjectId === null) {
    const assignment = notice.assignmentId;
    if (assignment && notice.held)
      return hrefOf("/projects/:project/work", { project }, { ...query, assignment });
    return (
      assignment &&
      threadId &&
      hrefOf("/projects/:project/work/:assignment/discussion", { project, assignment }, query)
    );
  }
  switch (subject) {
    case "item":
      return hrefOf("/projects/:project/items/:item", { project, item: subjectId }, query);
    case "release":
      return hrefOf("/projects/:project/releases/:release", { project, release: subjectId }, query);
    case "import":
      return hrefOf("/projects/:project/imports/:import", { project, import: subjectId }, query);
    case "guide":
      return hrefOf("/projects/:project/guide", { project }, query);
    case "question":
      return hrefOf("/projects/:project/questions", { project }, { ...query, question: subjectId });
    case "judging":
      return hrefOf("/projects/:project/calibrations/:judging", { project, judging: subjectId }, query);
    case "project":
      if (notice.kind === "announced") return hrefOf("/projects/:project/announcements", { project });
      return hrefOf("/projects/:project", { project }, query);
    case "entry":
      return null;
  }
}

/** Who did or said it; in the blind, what they are. */
function senderOf({ by, kind, subject }: Notice): string {
  if (by) return by.name;
  if (kind === "edited") return t("home.notices.anEditor");
  if (kind === "author-asked" || kind === "replied" || subject === "judging")
    return t("home.notices.aTeamMember");
  return t(kind === "returned" || kind === "rejected" ? "home.notices.aReviewer" : "home.notices.aTrainer");
}

/** What someone said or did; who it was and what they wrote may hold what nobody sees. */
export function NoticeRow({ notice }: { notice: Notice }): ReactNode {
  const sentence = withUnseen(t(`home.notices.${notice.kind}`, { name: senderOf(notice) }));
  const href = hrefOfNotice(notice);
  return (
    <li className={css.row}>
      <div className={css.main}>
        <p className={css.meta}>
          {href ? (
            <a className={css.name} href={href} dir="auto">
              {sentence}
            </a>
          ) : (
            <span className={css.name} dir="auto">
              {sentence}
            </span>
          )}
          {notice.kind === "returned" && !notice.waits && <Badge tone="good">{t("home.notices.done")}</Badge>}
          {!notice.read && <Badge tone="accent">{t("home.notices.unread")}</Badge>}
          <span>{notice.project}</span>
          <Time value={notice.at} />
        </p>
        <p className={css.excerpt} dir="auto">
          {withUnseen(notice.text)}
        </p>
      </div>
      {notice.kind === "edited" && notice.projectId && notice.assignmentId && (
        <LinkButton
          small
          href={hrefOf("/projects/:project/work/:assignment/changes", {
            project: notice.projectId,
            assignment: notice.assignmentId,
          })}
          about={notice.project}
        >
          {t("home.notices.changes")}
        </LinkButton>
      )}
      {notice.waits && notice.projectId && (
        <LinkButton
          small
          href={hrefOf("/projects/:project/work", { project: notice.projectId }, { stage: "answer" })}
          about={notice.project}
        >
          {t("home.notices.open")}
        </LinkButton>
      )}
    </li>
  );
}
