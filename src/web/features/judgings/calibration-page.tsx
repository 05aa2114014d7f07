import { type ReactNode, useState } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { CalibrationBadge } from "./calibrations-page.tsx";
import css from "./judgings.module.css";
import { Results } from "./results.tsx";
import { t } from "./words.ts";

interface PageProps {
  project: string;
  judging: string;
}

/** One calibration: how far it is while it is blind, then what everyone said. */
export function CalibrationPage({ project: id, judging }: PageProps): ReactNode {
  const params = { project: id, judging };
  const read = useRead("judgings", "get", { params }, { every: 10_000 });
  const [asking, setAsking] = useState(false);
  const calibration = read.data?.calibration;
  const isBlind = calibration?.revealedAt === null;
  return (
    <ProjectPage
      project={id}
      title={calibration?.name ?? t("judgings.title")}
      beside={calibration && <CalibrationBadge calibration={calibration} />}
      actions={(project) =>
        isBlind && (
          <>
            <LinkButton icon="pencil" href={hrefOf("/projects/:project/work", { project: id })}>
              {t("judgings.work")}
            </LinkButton>
            {canManage(project) && (
              <Button look="primary" icon="eye" onClick={() => setAsking(true)}>
                {t("judgings.reveal")}
              </Button>
            )}
          </>
        )
      }
    >
      {(project) => {
        if (!read.data || !calibration) {
          if (!read.error) return <Loading lines={8} />;
          return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
        }
        const { rules, people, revealed } = read.data;
        return (
          <>
            <p className={css.muted}>
              {t("judgings.byVersion", { n: calibration.guideVersion })} · {t("judgings.chosen", calibration)}
            </p>
            {isBlind && <p>{t("judgings.blindNote")}</p>}
            {revealed ? (
              <Results project={id} judging={judging} leads={canManage(project)} revealed={revealed} />
            ) : (
              <Section title={t("judgings.rules")}>
                <ul>
                  {rules.map(({ rule, number, title }) => (
                    <li key={rule}>
                      {number} <span dir="auto">{title}</span>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {people && (
              <Section title={t("judgings.people")}>
                <Table
                  caption={t("judgings.people")}
                  rows={people}
                  keyOf={({ person }) => person.id}
                  columns={[
                    {
                      name: "person",
                      title: t("judgings.name"),
                      cell: ({ person }) => <span dir="auto">{person.name}</span>,
                    },
                    {
                      name: "progress",
                      title: t("judgings.progress"),
                      numeric: true,
                      cell: ({ done, asked }) => t("judgings.ofAsked", { done, asked }),
                    },
                  ]}
                />
              </Section>
            )}
            {asking && isBlind && (
              <Reveal
                {...params}
                missing={calibration.asked - calibration.done}
                onClose={() => setAsking(false)}
              />
            )}
          </>
        );
      }}
    </ProjectPage>
  );
}

function Reveal({
  onClose,
  missing,
  ...params
}: PageProps & { missing: number; onClose: () => void }): ReactNode {
  const reveal = useChange("judgings", "reveal", {
    onDone: () => {
      toast(t("judgings.revealDone"));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("judgings.revealTitle")}
      confirm={
        <Button look="primary" busy={reveal.isPending} onClick={() => reveal.mutate({ params })}>
          {t("judgings.reveal")}
        </Button>
      }
    >
      <p>{missing > 0 ? t("judgings.revealHelp", { missing }) : t("judgings.revealHelpAll")}</p>
      <ErrorLine error={reveal.error} />
    </Dialog>
  );
}
