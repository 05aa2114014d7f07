import { type ReactNode, useState } from "react";
import type { DeskQuestion, QuestionState } from "#contract/questions.ts";
import { Button } from "../../ui/button.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { Select } from "../../ui/field.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { DeskDetails } from "./desk-details.tsx";
import { aboutRule, QuestionBadges, questionText } from "./question-text.tsx";
import css from "./questions.module.css";
import { stateTitle, t } from "./words.ts";

const STATES: readonly QuestionState[] = ["open", "answered", "merged", "declined"];

/** Every question of a project, the overdue ones first, and the one that is being answered. */
export function Desk({ guide, project }: { guide: string; project: string }): ReactNode {
  const { search } = useLocation();
  const selected = search.get("question");
  const about = search.get("rule");
  const [state, setState] = useState<QuestionState | "">("");
  const desk = useRead(
    "questions",
    "list",
    { params: { guide }, query: { project } },
    { every: 10_000, keep: true },
  );
  if (!desk.data)
    return desk.error ? (
      <ErrorState error={desk.error} onRetry={() => void desk.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  const { rows, counts, hours, owners, mayRule } = desk.data;
  const narrowed = about ? rows.filter(({ rule }) => rule?.id === about) : rows;
  const shown = narrowed.filter((row) => state === "" || row.state === state);
  const question = rows.find(({ id }) => id === selected);
  return (
    <>
      <dl className={css.figures}>
        <div>
          <dt>{stateTitle("open")}</dt>
          <dd>
            <strong>{formatNumber(counts.open)}</strong>
            {counts.overdue > 0 && (
              <>
                {" · "}
                <span className={css.bad}>{t("questions.overdueCount", { count: counts.overdue })}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{stateTitle("answered")}</dt>
          <dd>
            <strong>{formatNumber(counts.answered)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t("questions.median")}</dt>
          <dd>
            <Median hours={hours} />
          </dd>
        </div>
      </dl>
      <div className={css.columns}>
        <div>
          <Select
            label={t("questions.filter")}
            value={state}
            onChange={(event) => setState(event.target.value as QuestionState | "")}
          >
            <option value="">{`${t("questions.all")} (${formatNumber(rows.length)})`}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {`${stateTitle(one)} (${formatNumber(counts[one])})`}
              </option>
            ))}
          </Select>
          {about && (
            <p className={css.row}>
              <span dir="auto">{narrowed[0] ? aboutRule(narrowed[0]) : t("questions.aboutOneRule")}</span>
              <Button small onClick={() => setSearch({ rule: null })}>
                {t("questions.aboutAll")}
              </Button>
            </p>
          )}
          {shown.length === 0 && <EmptyState icon="comment" title={t("questions.deskNone")} />}
          <ul className={css.list} aria-label={t("questions.desk")}>
            {shown.map((row) => (
              <Row key={row.id} question={row} isSelected={row.id === selected} />
            ))}
          </ul>
        </div>
        {question ? (
          <DeskDetails
            key={question.id}
            guide={guide}
            question={question}
            others={rows}
            owners={owners}
            mayRule={mayRule}
          />
        ) : (
          rows.length > 0 && <p className={css.muted}>{t("questions.select")}</p>
        )}
      </div>
    </>
  );
}

function Median({ hours }: { hours: Parameters<typeof Estimate>[0]["estimate"] }): ReactNode {
  if (hours.value === null) return <span className={css.muted}>{t("questions.medianNone")}</span>;
  if (hours.low === null)
    return (
      <span className={css.muted}>
        {t("questions.medianFew", { hours: formatNumber(Math.round(hours.value * 10) / 10), count: hours.n })}
      </span>
    );
  return <Estimate estimate={hours} unit={t("questions.medianHours")} />;
}

function Row({ question, isSelected }: { question: DeskQuestion; isSelected: boolean }): ReactNode {
  const { id, n, due, state, owner, askers } = question;
  return (
    <li className={css.card} data-selected={isSelected}>
      <p className={css.row}>
        <QuestionBadges question={question} />
        <span className={css.muted}>{t("questions.askers", { count: askers })}</span>
        {state === "open" && (
          <span className={css.muted}>
            {t("questions.due")} <Time value={due} />
          </span>
        )}
      </p>
      <a
        className={css.text}
        href={`?question=${id}`}
        aria-current={isSelected ? "true" : undefined}
        dir="auto"
        onClick={(event) => {
          event.preventDefault();
          setSearch({ question: id });
        }}
      >
        <span className={css.muted}>{n}</span> {questionText(question)}
      </a>
      <p className={css.muted} dir="auto">
        {aboutRule(question)} · {owner?.name ?? t("questions.ownerNone")}
      </p>
    </li>
  );
}
