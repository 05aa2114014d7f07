import type { ReactNode } from "react";
import type { CheckIn } from "#contract/guide-check-ins.ts";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import type { Suggestion } from "#contract/guide-suggestions.ts";
import { inReadingOrder, numberEntries } from "#guide/outline.ts";
import { useHere } from "../../../frame/here.ts";
import { hrefOf } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { Page, Section } from "../../../ui/page.tsx";
import { ErrorLine, ErrorState, Loading } from "../../../ui/states.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { Time } from "../../../ui/time.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange, useRead } from "../api.ts";
import { Marked } from "../audience/reading-mark.tsx";
import { ChangeList } from "../change-list.tsx";
import css from "../guides.module.css";
import { t as guideWords } from "../words.ts";
import { entryOf, titleOf } from "./suggestion.ts";
import { t } from "./words.ts";

/** What changed in a guide since one last looked through it, what waits, and which rules give trouble. */
export function CheckInPage({ guide: id }: { guide: string }): ReactNode {
  const params = { guide: id };
  const guide = useRead("guideDrafts", "get", { params });
  const read = useRead("guideCheckIns", "get", { params });
  const reading = useRead("guideAudience", "reading", { params });
  const { above } = useHere();
  const finish = useChange("guideCheckIns", "finish", { onDone: () => toast(t("together.checkedIn")) });
  const failed = guide.error ?? read.error;
  const title = guide.data ? t("together.checkInTitle", { title: guide.data.title }) : "";
  const retry = () => void Promise.all([guide.refetch(), read.refetch()]);
  return (
    <Page
      title={title}
      breadcrumbs={above}
      narrow
      actions={
        read.data && (
          <Button
            look="primary"
            icon="check"
            busy={finish.isPending}
            onClick={() => finish.mutate({ params, body: { rev: read.data.rev } })}
          >
            {t("together.finishCheckIn")}
          </Button>
        )
      }
    >
      <ErrorLine error={finish.error} />
      {guide.data && read.data ? (
        <Marked reading={reading.data?.reading ?? null}>
          <Contents guide={guide.data} checkIn={read.data} />
        </Marked>
      ) : failed ? (
        <ErrorState error={failed} onRetry={retry} />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

function Contents({ guide, checkIn }: { guide: GuideDraft; checkIn: CheckIn }): ReactNode {
  const { last, changes, versions, decided, toSign, open, trouble } = checkIn;
  const live = inReadingOrder(guide.entries.filter(({ retired }) => retired === null));
  const numbers = numberEntries(live);
  const titles = new Map(live.map(({ id, content }) => [id, `${numbers.get(id)} ${content.title}`]));
  const linkTo = (entry: string, fallback = "") =>
    titles.has(entry) ? (
      <a href={`${hrefOf("/guides/:guide", { guide: guide.id })}?entry=${entry}`} dir="auto">
        {titles.get(entry)}
      </a>
    ) : (
      <span dir="auto">{fallback}</span>
    );
  const linkToEntry = (suggestion: Suggestion) =>
    linkTo(entryOf(suggestion) ?? suggestion.id, titleOf(suggestion));
  const isEmpty = toSign.length + open.length === 0;
  return (
    <>
      <p className={css.muted}>
        {last === null ? (
          t("together.neverChecked")
        ) : (
          <>
            {t("together.lastChecked")} <Time value={last} />
          </>
        )}
      </p>
      <Section title={t("together.waiting")}>
        {isEmpty && <p>{t("together.nothingWaits")}</p>}
        <ul className={css.plain}>
          {toSign.map(({ section, capacity, missing }) => (
            <li key={`${section} ${capacity}`}>
              <a href={`${hrefOf("/guides/:guide", { guide: guide.id })}?view=sign-off`} dir="auto">
                {t("together.waitsToSign", {
                  title: titles.get(section) ?? "",
                  capacity: t(`together.capacity.${capacity}`),
                  count: missing.length,
                })}
              </a>
            </li>
          ))}
          {open.map((suggestion) => (
            <li key={suggestion.id}>
              {linkToEntry(suggestion)}: {t("together.openMine")}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("together.decisions")}>
        {decided.length + versions.length === 0 && <p>{t("together.noDecisions")}</p>}
        <ul className={css.changes}>
          {versions.map(({ id, n, note, by, at, unsigned }) => (
            <li key={id} className={css.change}>
              <p>
                <a href={`${hrefOf("/guides/:guide", { guide: guide.id })}?view=versions&to=${n}`}>
                  {guideWords("guides.version", { n })}
                </a>{" "}
                <span className={css.muted}>
                  {by.name}, <Time value={at} />
                </span>
              </p>
              {note && <p dir="auto">{note}</p>}
              {unsigned && <p dir="auto">{t("together.publishedUnsigned", { reason: unsigned })}</p>}
            </li>
          ))}
          {decided.map((suggestion) => {
            const { id, by, decision } = suggestion;
            const entry = entryOf(suggestion);
            return (
              <li key={id} className={css.change}>
                <p>
                  {linkToEntry(suggestion)}{" "}
                  <span className={css.muted}>
                    {t(`together.decided.${decision!.outcome}`, {
                      name: by.name,
                      decider: decision!.by.name,
                    })}{" "}
                    <Time value={decision!.at} />
                  </span>
                </p>
                {decision!.reason && <p dir="auto">{decision!.reason}</p>}
                {changes.some((change) => change.id === entry) && (
                  <p>
                    <a href={`#change-${entry}`}>{t("together.seeChange")}</a>
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      <Section title={t("together.changes", { count: changes.length })}>
        {changes.length === 0 ? <p>{t("together.noChanges")}</p> : <ChangeList changes={changes} />}
      </Section>
      <Section title={t("together.trouble")}>
        <p className={css.muted}>{t("together.troubleHelp")}</p>
        {trouble.length === 0 ? (
          <p>{t("together.noTrouble")}</p>
        ) : (
          <Table
            caption={t("together.trouble")}
            columns={columnsOf(linkTo)}
            rows={trouble}
            keyOf={({ rule }) => rule}
          />
        )}
      </Section>
    </>
  );
}

const columnsOf = (linkTo: (entry: string) => ReactNode): Column<CheckIn["trouble"][number]>[] => [
  { name: "rule", title: t("together.rule"), cell: ({ rule }) => linkTo(rule) },
  {
    name: "agreement",
    title: t("together.agreement"),
    cell: ({ judgedTwice, agreed }) =>
      judgedTwice === 0
        ? t("together.agreementUnknown")
        : t("together.agreedIn", { agreed, count: judgedTwice }),
  },
  { name: "broken", title: t("together.broken"), numeric: true, cell: ({ broken }) => broken },
];
