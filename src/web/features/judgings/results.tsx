import type { ReactNode } from "react";
import { Judgement } from "#contract/findings.ts";
import type { Revealed, RuleAgreement, SeenAnswer, SeenItem } from "#contract/judgings.ts";
import { AnswerView } from "../../kinds/question.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Whisker } from "../../ui/charts/whisker.tsx";
import { Estimate } from "../../ui/estimate.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { MaterialView } from "../items/index.ts";
import { useChange } from "./api.ts";
import css from "./judgings.module.css";
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

type ItemProps = ResultsProps & { item: SeenItem };

function Item({ project, judging, leads, revealed, item }: ItemProps): ReactNode {
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
      <Votes project={project} judging={judging} leads={leads} revealed={revealed} item={item} />
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

/** What people say now that they have seen each other's answers. */
function Votes({ project, judging, leads, revealed, item }: ItemProps): ReactNode {
  const vote = useChange("judgings", "vote");
  const example = useChange("judgings", "makeExample", { onDone: () => toast(t("judgings.exampleDone")) });
  return (
    <div className={css.rule}>
      <p className={css.strong}>{t("judgings.vote")}</p>
      {item.votes.map(({ rule, counts, mine }) => {
        const { number, title } = revealed.rules.find((one) => one.rule === rule)!;
        return (
          <div key={rule} className={css.votes}>
            <span className={css.name} dir="auto">
              {number} {title}
            </span>
            {Judgement.options.map((judgement) => (
              <Button
                key={judgement}
                small
                aria-pressed={mine === judgement}
                onClick={() =>
                  vote.mutate({ params: { project, judging }, body: { item: item.n, rule, judgement } })
                }
              >
                {t("judgings.voteFor", { judgement: t(`judgings.${judgement}`), count: counts[judgement] })}
              </Button>
            ))}
            {item.examples.includes(rule) ? (
              <Badge tone="good">{t("judgings.isExample")}</Badge>
            ) : (
              leads && (
                <Button
                  small
                  look="quiet"
                  icon="plus"
                  aria-label={t("judgings.makeExampleOf", { number })}
                  onClick={() =>
                    example.mutate({ params: { project, judging }, body: { item: item.n, rule } })
                  }
                >
                  {t("judgings.makeExample")}
                </Button>
              )
            )}
          </div>
        );
      })}
      <ErrorLine error={vote.error ?? example.error} />
    </div>
  );
}
