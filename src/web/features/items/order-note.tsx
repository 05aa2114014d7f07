import type { ReactNode } from "react";
import { letterOf } from "#content/index.ts";
import type { AnswerVersion } from "#contract/items.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { formatList, formatNumber } from "../../ui/messages/index.ts";
import { setSearch } from "../../ui/routing.ts";
import { type DrawnOrder, drawnOrder, OWN, type PageOrder, seenOrders } from "./answer-order.ts";
import css from "./items.module.css";
import { t } from "./words.ts";

/** Chooses in which order the page draws the responses: the item's own, or as some people saw them. */
export function OrderSelect({
  answers,
  page,
}: {
  answers: readonly AnswerVersion[];
  page: PageOrder;
}): ReactNode {
  return (
    <Select
      label={t("items.order")}
      value={page.own ? OWN : page.order.join("-")}
      onChange={(event) => setSearch({ order: event.target.value })}
    >
      {seenOrders(answers).map(({ key, names }) => (
        <option key={key} value={key}>
          {t("items.order.seen", { names: formatList(names) })}
        </option>
      ))}
      <option value={OWN}>{t("items.order.own")}</option>
    </Select>
  );
}

interface NoteProps {
  version: AnswerVersion;
  drawn: DrawnOrder;
  /** The page draws the item's own order. */
  own: boolean;
}

/** What the letters in an answer mean on this page, and which candidate of the item each was. */
export function OrderNote({ version, drawn, own }: NoteProps): ReactNode {
  if (version.shownOrder.length < 2) return null;
  const letters = formatList(drawn.differing.map((pair) => t("items.order.letter", pair)));
  const { name } = version.by;
  return (
    <>
      {letters && (
        <p className={css.order}>
          <span>{t(own ? "items.order.converted" : "items.order.differs", { name, letters })}</span>
          <Button small onClick={() => setSearch({ order: drawn.key })}>
            {t("items.order.follow")}
          </Button>
        </p>
      )}
      <p className={css.muted}>{t("items.order.candidates", { candidates: candidatesOf(version) })}</p>
    </>
  );
}

interface CommentNoteProps {
  comment: { by: { id: string; name: string }; text: string };
  answers: readonly AnswerVersion[];
  page: PageOrder;
}

/** What the letters in a comment mean on this page, where its writer saw another order at work. */
export function CommentOrderNote({ comment, answers, page }: CommentNoteProps): ReactNode {
  const own = answers.find(({ by }) => by.id === comment.by.id);
  const { differing } = own ? drawnOrder(own, page) : { differing: [] };
  if (!differing.some(({ theirs }) => new RegExp(`\\b${theirs}\\b`).test(comment.text))) return null;
  const letters = formatList(differing.map((pair) => t("items.order.letter", pair)));
  return <p className={css.muted}>{t("items.order.comment", { name: comment.by.name, letters })}</p>;
}

/** Which of the item's candidates each letter was, numbered from 0 as in files. */
function candidatesOf({ shownOrder }: AnswerVersion): string {
  return formatList(
    shownOrder.map((candidate, place) =>
      t("items.order.candidate", { letter: letterOf(place), number: formatNumber(candidate) }),
    ),
  );
}
