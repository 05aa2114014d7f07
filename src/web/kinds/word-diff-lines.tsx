import { diffWordsWithSpace } from "diff";
import hidden from "../ui/hidden.module.css";
import styles from "./diff.module.css";
import { t } from "./words.ts";

/** Two long texts without anything in common would keep the page busy for too long. */
const TIMEOUT_MS = 1500;

export interface WordDiffLinesProps {
  before: string;
  after: string;
}

/** What was taken out and put in, word by word; both texts whole where they have too little in common. */
export function WordDiffLines({ before, after }: WordDiffLinesProps) {
  const changes = diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  let at = 0;
  return changes.map(({ value, added, removed }) => {
    const key = at++;
    if (added) return <Change key={key} as="ins" label={t("kinds.added")} text={value} />;
    if (removed) return <Change key={key} as="del" label={t("kinds.removed")} text={value} />;
    return <span key={key}>{value}</span>;
  });
}

function Change({ as: Tag, label, text }: { as: "ins" | "del"; label: string; text: string }) {
  return (
    <Tag className={styles[Tag]}>
      <span className={hidden.hidden}>{` ${label}: `}</span>
      {text}
    </Tag>
  );
}
