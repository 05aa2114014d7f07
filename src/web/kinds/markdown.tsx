import { createContext, memo, useContext } from "react";
import { directionOf } from "#content/index.ts";
import { late } from "../ui/late.tsx";
import styles from "./markdown.module.css";
import { withUnseen } from "./unseen.tsx";

const MarkdownRendered = late(
  async () => (await import("./markdown-rendered.tsx")).MarkdownRendered,
  ({ text }) => <PlainText text={text} />,
);

/** Whether texts show their Markdown source; a page binds a key to it. */
export const ShowSource = createContext(false);

export interface MarkdownProps {
  text: string;
  /** BCP 47 tag of the text, for direction, hyphenation and speech; without it each paragraph decides. */
  language?: string | undefined;
  /** The level of the heading that this text stands under. */
  under?: number | undefined;
  /** Which text this is, where passages of it may be quoted (`passageMark`). */
  passage?: string | undefined;
}

/**
 * A text in Markdown: safe to show whoever wrote it. Raw HTML stays visible text, pictures are links, and nothing is
 * loaded from elsewhere. Until the renderer has arrived, and where `ShowSource` is set, the source is shown.
 */
export const Markdown = memo(function Markdown({ text, language, under = 2, passage }: MarkdownProps) {
  const marked = passage !== undefined;
  const source = useContext(ShowSource);
  if (source && !marked) return <PlainText text={text} language={language} />;
  return (
    <div
      className={source ? undefined : styles.text}
      dir={dirOf(language)}
      lang={language}
      data-passage={passage}
    >
      {source ? (
        <PlainText text={text} language={language} marked />
      ) : (
        <MarkdownRendered text={text} under={under} marked={marked} />
      )}
    </div>
  );
});

/** A text just as it is: white space kept, each paragraph in its own direction. */
export function PlainText({
  text,
  language,
  marked,
}: Pick<MarkdownProps, "text" | "language"> & { marked?: boolean | undefined }) {
  const mark = marked && { "data-at": 0, "data-to": text.length };
  return (
    <div className={styles.plain} dir={dirOf(language)} lang={language} {...mark}>
      {withUnseen(text)}
    </div>
  );
}

/** Starts loading the renderer, so that the first text need not wait. */
export function preloadMarkdown(): void {
  void import("./markdown-rendered.tsx");
}

/** A language decides the direction; without one the text itself does. */
export function dirOf(language: string | undefined): "ltr" | "rtl" | "auto" {
  return language === undefined ? "auto" : directionOf(language);
}
