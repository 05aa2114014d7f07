import { type ReactNode, useState } from "react";
import { Judgement } from "#contract/findings.ts";
import type { Revealed, RuleAgreement, SeenAnswer, SeenItem } from "#contract/judgings.ts";
import { AnswerView } from "../../kinds/question.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { useLocation } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { Threads, useThreads } from "../discussions/index.ts";
import { MaterialView } from "../items/index.ts";
import { useChange } from "./api.ts";
import css from "./judgings.module.css";
import { Votes } from "./votes.tsx";
import { t } from "./words.ts";

interface ResultsProps {
  project: string;
  judging: string;
  /** Whether the person may change the guide by what came out. */
  leads: boolean;
  revealed: Revealed;
}

/** What everyone said: how far they agree on each rule, and their answers side by side. */
export function Results({ project, judging, leads, revealed }: ResultsProps): ReactNode {
  const split = useChange("judgings", "split", { onDone: () => toast(t("judgings.splitDone")) });
  const { threads } = useThreads({ project, subject: "judging", id: judging });
  const wanted = useLocation().search.get("thread");
  const [opened, setOpened] = useState<number | null>(null);
  const open = opened ?? threads?.find(({ id }) => id === wanted)?.part ?? 0;
  const splits: Column<Revealed["rules"][number]> = {
    name: "split",
    title: t("judgings.outcome"),
    cell: ({ rule, number, split: isSplit }) =>
      isSplit ? (
        <Badge tone="good">{t("judgings.isSplit")}</Badge>
      ) : (
        <Button
          small
          aria-label={t("judgings.splitOf", { number })}
          onClick={() => split.mutate({ params: { project, judging }, body: { rule } })}
        >
          {t("judgings.split")}
        </Button>
      ),
  };
  return (
    <>
      <Section title={t("judgings.agreement")}>
        <p className={css.muted}>{t("judgings.agreementHelp")}</p>
        <Table
          caption={t("judgings.agreement")}
          rows={revealed.rules}
          keyOf={({ rule }) => rule}
          columns={leads ? [...COLUMNS, splits] : COLUMNS}
        />
        <ErrorLine error={split.error} />
      </Section>
      <Section title={t("judgings.items")}>
        {revealed.items.map((item) => (
          <Item
            key={item.n}
            project={project}
            judging={judging}
            leads={leads}
            revealed={revealed}
            item={item}
            threads={threads?.filter(({ part }) => part === item.n).length ?? 0}
            open={open === item.n}
            onToggle={() => setOpened(open === item.n ? 0 : item.n)}
          />
        ))}
      </Section>
    </>
  );
}

const COLUMNS: Column<Revealed["rules"][number]>[] = [
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
    name: "agreement",
    title: t("judgings.agreement"),
    cell: ({ agreement }) => <Agreement estimate={agreement} />,
  },
  {
    name: "alpha",
    title: t("judgings.alpha"),
    cell: ({ alpha }) => <Estimate estimate={alpha} digits={2} />,
  },
  { name: "twice", title: t("judgings.twice"), numeric: true, cell: (row) => formatNumber(row.agreement.n) },
  ...Judgement.options.map(
    (judgement): Column<Revealed["rules"][number]> => ({
      name: judgement,
      title: t(`judgings.${judgement}`),
      numeric: true,
      cell: ({ counts }) => formatNumber(counts[judgement]),
    }),
  ),
];

function Agreement({ estimate }: { estimate: RuleAgreement["agreement"] }): ReactNode {
  const { value, low, high } = estimate;
  if (value === null || low === null || high === null) return t("judgings.unknown");
  return (
    <span className={css.estimate}>
      <Whisker value={value} low={low} high={high} from={-1} />
      <Estimate estimate={estimate} digits={2} />
    </span>
  );
}

export type ItemProps = ResultsProps & { item: SeenItem };

interface Discussed {
  /** How many threads there are about it. */
  threads: number;
  open: boolean;
  onToggle: () => void;
}

function Item({ threads, open, onToggle, ...props }: ItemProps & Discussed): ReactNode {
  const { project, judging, revealed, item } = props;
  const title = t("judgings.itemN", { n: item.n });
  return (
    <article className={css.item} aria-label={title}>
      <h3>{title}</h3>
      <MaterialView material={item.material} attributes={item.attributes} />
      {item.answers.length === 0 && <p className={css.muted}>{t("judgings.noAnswers")}</p>}
      <div className={css.answers}>
        {item.answers.map((answer, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers have no names and keep their order
          <Answer key={n} n={n + 1} answer={answer} revealed={revealed} item={item} />
        ))}
      </div>
      <Votes {...props} />
      <div>
        <Button
          small
          icon="comment"
          aria-expanded={open}
          aria-label={t("judgings.discussOf", { n: item.n })}
          onClick={onToggle}
        >
          {threads > 0 ? t("judgings.discussN", { count: threads }) : t("judgings.discuss")}
        </Button>
      </div>
      {open && <Threads place={{ project, subject: "judging", id: judging, part: item.n }} mayWrite />}
    </article>
  );
}

interface AnswerProps {
  n: number;
  answer: SeenAnswer;
  revealed: Revealed;
  item: SeenItem;
}

function Answer({ n, answer, revealed, item: { material, attributes } }: AnswerProps): ReactNode {
  const shape = { candidates: material.candidates?.length ?? 0 };
  const language = typeof attributes.language === "string" ? attributes.language : undefined;
  return (
    <div className={css.answer}>
      <p className={css.strong}>
        {t("judgings.answerN", { n })} {answer.mine && <Badge>{t("judgings.mine")}</Badge>}
      </p>
      {revealed.forms[answer.form]?.questions
        .filter(({ name }) => answer.body[name] !== undefined)
        .map((question) => (
          <AnswerView
            key={question.name}
            question={question}
            value={answer.body[question.name]}
            shape={shape}
            language={language}
          />
        ))}
      <dl className={css.said}>
        {revealed.rules.map(({ rule, number, title }) => {
          const judgement = answer.judgements[rule];
          return (
            judgement && (
              <div key={rule}>
                <dt>
                  {number} <span dir="auto">{title}</span>
                </dt>
                <dd>{t(`judgings.${judgement}`)}</dd>
              </div>
            )
          );
        })}
      </dl>
    </div>
  );
}
