import type { ReactNode } from "react";
import type { EntryContent, Example, RuleContent } from "#guide/entry.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { Badge } from "../../ui/badge.tsx";
import css from "./guides.module.css";
import { severityTitle, stanceTitle, t, typeTitle, verdictTitle } from "./words.ts";

/** What an entry says, as its readers see it; its heading is the page's. */
export function EntryText({ content, under = 3 }: { content: EntryContent; under?: number }): ReactNode {
  if (content.kind === "section") return <Text text={content.definition} under={under} />;
  if (content.kind === "term")
    return (
      <>
        <Text text={content.definition} under={under} />
        {content.avoid.length > 0 && (
          <p className={css.muted}>{t("guides.avoidList", { words: content.avoid.join(", ") })}</p>
        )}
      </>
    );
  return <RuleText rule={content} under={under} />;
}

function RuleText({ rule, under }: { rule: RuleContent; under: number }): ReactNode {
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
      <Text text={rule.statement} under={under} />
      {(["isNot", "why", "whenInDoubt"] as const).map(
        (field) =>
          rule[field] && (
            <div key={field} className={css.part}>
              <p className={css.label}>{t(`guides.${field}`)}</p>
              <Text text={rule[field]} under={under} />
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

function Text({ text, under }: { text: string; under: number }): ReactNode {
  return text.trim() === "" ? null : <Markdown text={text} under={under} />;
}
