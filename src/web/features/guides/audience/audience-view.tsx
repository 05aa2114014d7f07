import { type ReactNode, useState } from "react";
import type { AudienceSetting } from "#contract/guide-audience.ts";
import { Button } from "../../../ui/button.tsx";
import hidden from "../../../ui/hidden.module.css";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { useRead } from "../api.ts";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { AudienceDialog } from "./audience-dialog.tsx";
import { FindCode } from "./find-code.tsx";
import { t } from "./words.ts";

/** Who reads the guide and its sections, a way to change that, and who read what bears a code; for editors. */
export function AudienceView({ draft }: { draft: Draft }): ReactNode {
  const guide = draft.guide.id;
  const read = useRead("guideAudience", "list", { params: { guide } });
  const [asking, setAsking] = useState<AudienceSetting | "new" | null>(null);
  const rows = read.data?.rows;
  if (!rows)
    return read.error ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Loading lines={4} />
    );
  const titleOf = (section: string | null) => {
    const entry = draft.live.find(({ id }) => id === section);
    return entry ? entry.content.title : t("audience.whole");
  };
  const columns: Column<AudienceSetting>[] = [
    {
      name: "section",
      title: t("audience.of"),
      cell: (row) => <span dir="auto">{titleOf(row.section)}</span>,
    },
    {
      name: "audience",
      title: t("audience.readers"),
      cell: ({ audience, people }) =>
        audience === "people" ? people.map(({ name }) => name).join(", ") : t(`audience.${audience}`),
    },
    {
      name: "confidential",
      title: t("audience.confidential"),
      cell: ({ confidential }) => t(confidential ? "audience.yes" : "audience.no"),
    },
    {
      name: "change",
      title: <span className={hidden.hidden}>{t("audience.change")}</span>,
      cell: (row) => (
        <Button
          small
          aria-label={t("audience.changeOf", { title: titleOf(row.section) })}
          onClick={() => setAsking(row)}
        >
          {t("audience.change")}
        </Button>
      ),
    },
  ];
  const add = (
    <Button icon="plus" onClick={() => setAsking("new")}>
      {t("audience.set")}
    </Button>
  );
  return (
    <div className={css.entries}>
      {rows.length === 0 ? (
        <EmptyState icon="people" title={t("audience.none")} action={add}>
          {t("audience.help")}
        </EmptyState>
      ) : (
        <>
          <p className={css.muted}>{t("audience.help")}</p>
          <Table
            caption={t("audience.title")}
            columns={columns}
            rows={rows}
            keyOf={({ section }) => section ?? ""}
          />
          <div>{add}</div>
        </>
      )}
      <FindCode guide={guide} />
      {asking && (
        <AudienceDialog
          draft={draft}
          rows={rows}
          setting={asking === "new" ? null : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
