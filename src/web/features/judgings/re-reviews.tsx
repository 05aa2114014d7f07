import { type ReactNode, useState } from "react";
import type { ReReview } from "#contract/judgings.ts";
import { Button } from "../../ui/button.tsx";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./judgings.module.css";
import { t } from "./words.ts";

/** What reviews of accepted work found after a version of the guide was published; nothing where there were none. */
export function ReReviews({ project }: { project: string }): ReactNode {
  const { data, error } = useRead("judgings", "reReviews", { params: { project } }, { every: 10_000 });
  if (!data) return <ErrorLine error={error} />;
  if (data.rows.length === 0) return null;
  return (
    <Section title={t("judgings.reReviews")}>
      <p className={css.muted}>{t("judgings.reReviewsHelp")}</p>
      {data.rows.map((row) => (
        <div key={row.id} className={css.rule}>
          <p>
            {t("judgings.reReview", {
              n: row.guideVersion,
              done: formatNumber(row.done),
              asked: formatNumber(row.asked),
              of: formatNumber(row.of),
            })}{" "}
            · <Time value={row.at} />
          </p>
          <Table
            caption={t("judgings.reReviewOf", { n: row.guideVersion })}
            rows={row.rules}
            keyOf={({ rule }) => rule}
            columns={COLUMNS}
          />
          {row.rules.some(({ broken }) => broken > 0) && <SendBack project={project} judging={row.id} />}
        </div>
      ))}
    </Section>
  );
}

/** Sends back what was found to break a rule, after a second thought. */
function SendBack({ project, judging }: { project: string; judging: string }): ReactNode {
  const [asking, setAsking] = useState(false);
  const send = useChange("judgings", "sendBack", {
    onDone: ({ sent }) => {
      toast(t("judgings.sentBack", { count: sent }));
      setAsking(false);
    },
  });
  return (
    <div>
      <Button small icon="undo" onClick={() => setAsking(true)}>
        {t("judgings.sendBack")}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t("judgings.sendBackTitle")}
          confirm={
            <Button
              look="primary"
              busy={send.isPending}
              onClick={() => send.mutate({ params: { project, judging } })}
            >
              {t("judgings.sendBack")}
            </Button>
          }
        >
          <p>{t("judgings.sendBackHelp")}</p>
          <ErrorLine error={send.error} />
        </Dialog>
      )}
    </div>
  );
}

type Rule = ReReview["rules"][number];

const COLUMNS: Column<Rule>[] = [
  {
    name: "rule",
    title: t("judgings.rule"),
    cell: ({ number, title }) => (
      <>
        <b>{number}</b> <span dir="auto">{title}</span>
      </>
    ),
  },
  {
    name: "share",
    title: t("judgings.share"),
    cell: ({ share }) => <Share share={share} />,
  },
  { name: "judged", title: t("judgings.judged"), numeric: true, cell: ({ share }) => formatNumber(share.n) },
  { name: "broken", title: t("judgings.broken"), numeric: true, cell: ({ broken }) => formatNumber(broken) },
];

function Share({ share }: Pick<Rule, "share">): ReactNode {
  const { value, low, high } = share;
  return (
    <span className={css.estimate}>
      {value !== null && low !== null && high !== null && <Whisker value={value} low={low} high={high} />}
      <Estimate estimate={share} as="share" />
    </span>
  );
}
