import { createContext, memo, useContext } from "react";
import { directionOf } from "#content/index.ts";
import { late } from "../ui/late.tsx";
import styles from "./markdown.module.css";

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
}

/**
 * A text in Markdown: safe to show whoever wrote it. Raw HTML stays visible text, pictures are links, and nothing is
 * loaded from elsewhere. Until the renderer has arrived, and where `ShowSource` is set, the source is shown.
 */
export const Markdown = memo(function Markdown({ text, language, under = 2 }: MarkdownProps) {
  if (useContext(ShowSource)) return <PlainText text={text} language={language} />;
  return (
    <div className={styles.text} dir={dirOf(language)} lang={language}>
      <MarkdownRendered text={text} under={under} />
    </div>
  );
});

/** A text just as it is: white space kept, each paragraph in its own direction. */
export function PlainText({ text, language }: Pick<MarkdownProps, "text" | "language">) {
  return (
    <div className={styles.plain} dir={dirOf(language)} lang={language}>
      {text}
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
