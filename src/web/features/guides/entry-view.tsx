import type { ReactNode } from "react";
import type { EntryContent, Example, RuleContent } from "#guide/entry.ts";
import { Markdown, type MarkdownProps } from "../../kinds/markdown.tsx";
import { passageMark } from "../../kinds/passage.ts";
import { Badge } from "../../ui/badge.tsx";
import css from "./guides.module.css";
import { severityTitle, stanceTitle, t, typeTitle, verdictTitle } from "./words.ts";

interface TextProps {
  content: EntryContent;
  under?: number;
  /** The entry, where passages of it may be quoted. */
  entry?: string;
}

/** What an entry says, as its readers see it; its heading is the page's. */
export function EntryText({ content, under = 3, entry }: TextProps): ReactNode {
  const markOf = (field: string) => entry && passageMark({ part: "entry", entry, field });
  if (content.kind === "section")
    return <Text text={content.definition} under={under} passage={markOf("definition")} />;
  if (content.kind === "term")
    return (
      <>
        <Text text={content.definition} under={under} passage={markOf("definition")} />
        {content.avoid.length > 0 && (
          <p className={css.muted}>{t("guides.avoidList", { words: content.avoid.join(", ") })}</p>
        )}
      </>
    );
  return <RuleText rule={content} under={under} markOf={markOf} />;
}

interface RuleProps {
  rule: RuleContent;
  under: number;
  markOf: (field: string) => string | undefined;
}

function RuleText({ rule, under, markOf }: RuleProps): ReactNode {
  return (
    <>
      <p className={css.badges}>
        <Badge tone={rule.severity === "critical" ? "bad" : rule.severity === "major" ? "warn" : "neutral"}>
          {severityTitle(rule.severity)}
        </Badge>
        {rule.type !== "other" && <Badge>{typeTitle(rule.type)}</Badge>}
        {rule.policy && (
          <Badge tone="accent">
            {`${rule.policy.topic} × ${rule.policy.useCase}: ${stanceTitle(rule.policy.stance)}`}
          </Badge>
        )}
      </p>
      <Text text={rule.statement} under={under} passage={markOf("statement")} />
      {(["isNot", "why", "whenInDoubt"] as const).map(
        (field) =>
          rule[field] && (
            <div key={field} className={css.part}>
              <p className={css.label}>{t(`guides.${field}`)}</p>
              <Text text={rule[field]} under={under} passage={markOf(field)} />
            </div>
          ),
      )}
      {rule.examples.length > 0 && (
        <ul className={css.examples} aria-label={t("guides.examples")}>
          {rule.examples.map((example) => (
            <ExampleText key={example.id} example={example} under={under} />
          ))}
        </ul>
      )}
    </>
  );
}

/** An example with its verdict said in a word. */
export function ExampleText({ example, under }: { example: Example; under: number }): ReactNode {
  const { verdict, prompt, response, why, language, skill } = example;
  return (
    <li className={css.example} data-verdict={verdict}>
      <p className={css.label}>{[verdictTitle(verdict), language, skill].filter(Boolean).join(" · ")}</p>
      {prompt && (
        <div className={css.prompt}>
          <Markdown text={prompt} language={language ?? undefined} under={under} />
        </div>
      )}
      <Markdown text={response} language={language ?? undefined} under={under} />
      {why && (
        <div className={css.muted}>
          <Markdown text={why} under={under} />
        </div>
      )}
    </li>
  );
}

function Text(props: Pick<MarkdownProps, "text" | "under" | "passage">): ReactNode {
  return props.text.trim() === "" ? null : <Markdown {...props} />;
}
