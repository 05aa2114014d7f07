import { type ReactNode, useState } from "react";
import { directionOf } from "#content/index.ts";
import type { VersionEntry } from "#contract/guides.ts";
import type { Example, RuleContent } from "#guide/entry.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { BehindBadge } from "../../guides/index.ts";
import css from "./guide-panel.module.css";
import { t } from "./words.ts";

const TONES = { good: "good", bad: "bad", borderline: "warn" } as const;

interface EntryProps {
  entry: VersionEntry;
  open: boolean;
  /** The language that it is shown in, where that is not the guide's, and how far behind that text is. */
  language?: string;
  behind?: number;
  /** What stands below what a rule says. */
  children?: ReactNode;
}

/** A section, rule or term of the guide, with its number. Rules show what they say once they are opened. */
export function EntryView({ entry, open, language, behind = 0, children }: EntryProps): ReactNode {
  const { content, number } = entry;
  const direction = language === undefined ? {} : { lang: language, dir: directionOf(language) };
  if (content.kind === "section") {
    return (
      <section className={css.section} {...direction}>
        <h3 dir="auto">
          {number} {content.title}
        </h3>
        {content.definition && <Markdown text={content.definition} />}
      </section>
    );
  }
  return (
    <details className={css.entry} open={open} id={`rule-${entry.id}`} {...direction}>
      <summary dir="auto">
        <b>{number}</b> {content.title} {behind > 0 && <BehindBadge behind={behind} />}
      </summary>
      {content.kind === "rule" ? <RuleText rule={content} /> : <Markdown text={content.definition} />}
      {content.kind === "rule" && children}
      {content.kind === "term" && content.avoid.length > 0 && (
        <p>{t("work.guide.avoid", { words: content.avoid.join(", ") })}</p>
      )}
    </details>
  );
}

function RuleText({ rule }: { rule: RuleContent }): ReactNode {
  const [examples, setExamples] = useState(false);
  const parts = [
    ["work.guide.isNot", rule.isNot],
    ["work.guide.why", rule.why],
    ["work.guide.whenInDoubt", rule.whenInDoubt],
  ] as const;
  return (
    <div className={css.rule}>
      <Markdown text={rule.statement} />
      {parts.map(
        ([label, text]) =>
          text && (
            <div key={label}>
              <p className={css.label}>{t(label)}</p>
              <Markdown text={text} />
            </div>
          ),
      )}
      {rule.examples.length > 0 && (
        <Button small aria-expanded={examples} onClick={() => setExamples(!examples)}>
          {t("work.guide.examples", { count: rule.examples.length })}
        </Button>
      )}
      {examples && rule.examples.map((example) => <ExampleView key={example.id} example={example} />)}
    </div>
  );
}

/** An example, with the verdict in a word. */
export function ExampleView({ example }: { example: Example }): ReactNode {
  const language = example.language ?? undefined;
  return (
    <figure className={css.example} lang={language}>
      <figcaption>
        <Badge tone={TONES[example.verdict]}>{t(`work.guide.verdict.${example.verdict}`)}</Badge>
      </figcaption>
      {example.prompt && (
        <blockquote className={css.prompt}>
          <Markdown text={example.prompt} />
        </blockquote>
      )}
      <Markdown text={example.response} />
      {example.why && (
        <div className={css.meta}>
          <Markdown text={example.why} />
        </div>
      )}
    </figure>
  );
}
