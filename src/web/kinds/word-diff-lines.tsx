import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";
import hidden from "../ui/hidden.module.css";
import styles from "./diff.module.css";
import { t } from "./words.ts";

/** The time that a diff takes grows with the square of its edits: beyond these it is shown in larger pieces. */
const MOST_EDITS = { words: 1_000, lines: 1_000 };

export interface WordDiffLinesProps {
  before: string;
  after: string;
}

/** What was taken out and put in, word by word; line by line, or both texts whole, where they have little in common. */
export function WordDiffLines({ before, after }: WordDiffLinesProps) {
  let at = 0;
  return changesOf(before, after).map(({ value, added, removed }) => {
    const key = at++;
    if (added) return <Change key={key} as="ins" label={t("kinds.added")} text={value} />;
    if (removed) return <Change key={key} as="del" label={t("kinds.removed")} text={value} />;
    return <span key={key}>{value}</span>;
  });
}

function changesOf(before: string, after: string): ChangeObject<string>[] {
  return (
    diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS.words }) ??
    diffLines(before, after, { maxEditLength: MOST_EDITS.lines }) ?? [
      { value: before, removed: true, added: false, count: 1 },
      { value: after, removed: false, added: true, count: 1 },
    ]
  );
}

function Change({ as: Tag, label, text }: { as: "ins" | "del"; label: string; text: string }) {
  return (
    <Tag className={styles[Tag]}>
      <span className={hidden.hidden}>{` ${label}: `}</span>
      {text}
    </Tag>
  );
}
