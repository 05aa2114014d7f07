import { type ReactNode, useState } from "react";
import type { Announcement, AnnouncementReader } from "#contract/announcements.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import css from "./announcements.module.css";
import { useRead } from "./api.ts";
import { t } from "./words.ts";

interface ReaderListProps {
  announcement: Announcement;
  readers: NonNullable<Announcement["readers"]>;
}

/** How many have read an announcement; opened, who and when, and who has not. */
export function ReaderList({ announcement, readers }: ReaderListProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className={css.readers} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("announcements.readBy", readers)}</summary>
      {open && <Readers announcement={announcement} />}
    </details>
  );
}

function Readers({
  announcement: { id, projectId, title },
}: Pick<ReaderListProps, "announcement">): ReactNode {
  const read = useRead("announcements", "readers", { params: { project: projectId, announcement: id } });
  const columns: Column<AnnouncementReader>[] = [
    {
      name: "person",
      title: t("announcements.person"),
      cell: ({ person }) => <span dir="auto">{person.name}</span>,
    },
    {
      name: "role",
      title: t("announcements.role"),
      cell: ({ role }) => t(role ? `announcements.oneRole.${role}` : "announcements.gone"),
    },
    {
      name: "readAt",
      title: t("announcements.readAt"),
      cell: ({ readAt }) => (readAt ? <Time value={readAt} /> : t("announcements.notYet")),
    },
  ];
  if (!read.data) {
    if (!read.error) return <Loading lines={4} />;
    return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  }
  return (
    <Table
      caption={t("announcements.readers", { title })}
      columns={columns}
      rows={read.data.rows}
      keyOf={({ person }) => person.id}
    />
  );
}
