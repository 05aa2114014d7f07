import { type ChangeObject, diffArrays, diffLines, diffWordsWithSpace } from "diff";
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

/** Writing whose words the library does not know: it would compare letters, or whole sentences. */
const OTHER_SCRIPTS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
const wordsIn = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

function diffWords(before: string, after: string): ChangeObject<string>[] | undefined {
  const options = { maxEditLength: MOST_EDITS.words };
  if (!OTHER_SCRIPTS.test(before + after)) return diffWordsWithSpace(before, after, options);
  return diffArrays(wordsIn(before), wordsIn(after), options)?.map(({ value, ...change }) => ({
    ...change,
    value: value.join(""),
  }));
}

function changesOf(before: string, after: string): ChangeObject<string>[] {
  return (
    diffWords(before, after) ??
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
