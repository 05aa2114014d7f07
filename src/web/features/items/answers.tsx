import { type ReactNode, useState } from "react";
import { TASK } from "#content/index.ts";
import type { AnswerVersion, Item } from "#contract/items.ts";
import { type AnswerBody, remapAnswer } from "#kinds/answer.ts";
import { carryAlong } from "#kinds/carry.ts";
import { AnswerView } from "../../kinds/question.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorLine, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { AskAuthor } from "../discussions/index.ts";
import { chainsOf, spentText } from "./answer-chains.ts";
import { drawnOrder, type PageOrder } from "./answer-order.ts";
import { useRead } from "./api.ts";
import { stepsToNewest } from "./form-versions.ts";
import css from "./items.module.css";
import { OrderNote } from "./order-note.tsx";
import { AnswerBadge } from "./state-badge.tsx";
import { t } from "./words.ts";

interface AnswersProps {
  project: string;
  item: Item;
  /** In which order the page draws the item's responses. */
  page: PageOrder;
  /** Authors can be asked about their answers. */
  mayAsk: boolean;
}

/** The answers of an item: the newest version of each, with its reviews and the versions before it. */
export function Answers({ item, ...place }: AnswersProps): ReactNode {
  if (item.answers.length === 0) return <EmptyState icon="pencil" title={t("items.answersNone")} />;
  return (
    <div className={css.chains}>
      {chainsOf(item.answers).map((chain) => (
        <Chain key={chain[0]!.slotId} {...place} item={item} chain={chain} />
      ))}
    </div>
  );
}

function Chain({
  chain,
  ...place
}: AnswersProps & {
  chain: readonly AnswerVersion[];
}): ReactNode {
  const [earlier, setEarlier] = useState(false);
  const [newest, ...older] = chain.toReversed();
  if (!newest) return null;
  return (
    <section className={css.chain} aria-label={t("items.answerBy", { name: chain[0]!.by.name })}>
      <Version {...place} version={newest} before={older[0]} first={chain[0]!} />
      {place.mayAsk && newest.by.kind === "person" && (
        <AskAuthor project={place.project} item={place.item.id} answer={newest.id} />
      )}
      {older.length > 0 && (
        <Button
          small
          look="quiet"
          icon="history"
          aria-expanded={earlier}
          onClick={() => setEarlier(!earlier)}
        >
          {t("items.earlier", { count: older.length })}
        </Button>
      )}
      {earlier &&
        older.map((version, at) => (
          <Version key={version.id} {...place} version={version} before={older[at + 1]} first={chain[0]!} />
        ))}
    </section>
  );
}

interface VersionProps extends AnswersProps {
  version: AnswerVersion;
  /** The version that this one came after. */
  before: AnswerVersion | undefined;
  /** The version that began the chain: another author after it is a reviewer who edited. */
  first: AnswerVersion;
}

function Version({ project, item, page, version, before, first }: VersionProps): ReactNode {
  const [diff, setDiff] = useState(before !== undefined);
  const form = useRead("forms", "version", { params: { project, version: version.formVersionId } });
  const versions = useRead("forms", "versions", { params: { project } });
  const steps = versions.data ? stepsToNewest(versions.data.rows, version.formVersionId) : null;
  const [asNewest, setAsNewest] = useState(false);
  const shape = { candidates: item.material.candidates?.length ?? 0 };
  const language = typeof item.attributes.language === "string" ? item.attributes.language : undefined;
  const drawn = drawnOrder(version, page);
  const readAs = steps && asNewest ? versions.data!.rows[0]!.form : form.data?.form;
  const inOrder = (body: AnswerBody) => (readAs ? remapAnswer(readAs, body, drawn.place) : body);
  const [body, earlier] = [
    inOrder(steps && asNewest ? carryAlong(steps, version.body, shape) : version.body),
    before && !asNewest ? inOrder(before.body) : undefined,
  ];
  const edited = version.by.id !== first.by.id;
  return (
    <article className={css.version}>
      <header className={css.versionHead}>
        <h3 dir="auto">{t(edited ? "items.reviewFixBy" : "items.answerBy", { name: version.by.name })}</h3>
        <AnswerBadge state={version.state} />
        {version.late && <Badge>{t("items.late")}</Badge>}
        <span className={css.muted}>
          {[
            t("items.version", { n: version.n }),
            version.task !== null &&
              version.task !== item.attributes[TASK] &&
              t("items.task", { task: version.task }),
            form.data && t("items.form", { n: form.data.n }),
            version.guideVersion !== null && t("items.guide", { n: version.guideVersion }),
            version.confidence !== null && t("items.confidence", { value: version.confidence }),
          ]
            .filter(Boolean)
            .join(" · ")}{" "}
          · <Time value={version.at} />
        </span>
      </header>
      {steps && (
        <Button small look="quiet" aria-pressed={asNewest} onClick={() => setAsNewest(!asNewest)}>
          {t("items.readAs", { n: versions.data!.rows[0]!.n })}
        </Button>
      )}
      {before && !asNewest && (
        <Button small look="quiet" aria-pressed={diff} onClick={() => setDiff(!diff)}>
          {t(diff ? "items.showWhole" : "items.showChanges")}
        </Button>
      )}
      {readAs ? (
        readAs.questions
          .filter(({ name }) => body[name] !== undefined || earlier?.[name] !== undefined)
          .map((question) => (
            <AnswerView
              key={question.name}
              question={question}
              value={body[question.name]}
              before={diff ? earlier?.[question.name] : undefined}
              shape={shape}
              language={language}
            />
          ))
      ) : form.error ? (
        <ErrorLine error={form.error} />
      ) : (
        <Loading lines={2} />
      )}
      <OrderNote version={version} drawn={drawn} own={page.own} />
      <Footnotes version={version} />
    </article>
  );
}

function Footnotes({ version }: { version: AnswerVersion }): ReactNode {
  const spent = spentText(version.spans);
  return (
    <>
      {spent && <p className={css.muted}>{t("items.times", { spans: spent })}</p>}
      {version.reviews.map((review) => (
        <div key={review.id} className={css.review}>
          <p>
            {t("items.reviewBy", { name: review.by.name, decision: t(`items.decision.${review.decision}`) })}
            {review.score !== null && ` · ${t("items.score", { score: review.score })}`}{" "}
            <span className={css.muted}>
              <Time value={review.at} />
            </span>
          </p>
          {review.reason && (
            <p dir="auto" className={css.reason}>
              {review.reason}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
