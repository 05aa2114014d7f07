import type { ComponentType } from "react";
import { canonical } from "#content/index.ts";
import { late } from "../ui/late.tsx";
import styles from "./diff.module.css";
import { dirOf, PlainText } from "./markdown.tsx";
import type { DiffProps, ViewerProps } from "./view.ts";
import { t } from "./words.ts";

const WordDiffLines = late(
  async () => (await import("./word-diff-lines.tsx")).WordDiffLines,
  ({ after }) => <PlainText text={after} />,
);

/** The word diff of two texts. */
export function WordDiff({
  before,
  after,
  language,
}: {
  before: string;
  after: string;
  language?: string | undefined;
}) {
  return (
    <div className={styles.text} dir={dirOf(language)} lang={language}>
      <WordDiffLines before={before} after={after} />
    </div>
  );
}

/** A diff of written answers: their words. */
export function TextDiff({ before, after, language }: DiffProps<unknown, string>) {
  return <WordDiff before={before} after={after} language={language} />;
}

/** The diff of a kind whose values are small: before and after as its viewer shows them. */
export function diffOf<Settings, Value>(Viewer: ComponentType<ViewerProps<Settings, Value>>) {
  return function ValueDiff({ before, after, ...rest }: DiffProps<Settings, Value>) {
    const view = (value: Value) => <Viewer {...(rest as ViewerProps<Settings, Value>)} value={value} />;
    if (canonical(before) === canonical(after)) {
      return (
        <div>
          {view(after)}
          <p className={styles.note}>{t("kinds.unchanged")}</p>
        </div>
      );
    }
    return (
      <dl className={styles.values}>
        <dt>{t("kinds.before")}</dt>
        <dd>
          <del className={styles.del}>{view(before)}</del>
        </dd>
        <dt>{t("kinds.after")}</dt>
        <dd>
          <ins className={styles.ins}>{view(after)}</ins>
        </dd>
      </dl>
    );
  };
}
