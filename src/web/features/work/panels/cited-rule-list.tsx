import type { ReactNode } from "react";
import type { CitedRule } from "#contract/findings.ts";
import { Markdown } from "../../../kinds/markdown.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { ObjectionButtons } from "../../questions/index.ts";
import css from "./guide-panel.module.css";
import { ExampleView } from "./rule-view.tsx";
import { t } from "./words.ts";

interface CitedProps {
  project: string;
  assignment: string;
  rules: readonly CitedRule[];
}

/** The rules that a review cites, as they were then, and ways for the answer's author to object. */
export function CitedRuleList({ project, assignment, rules }: CitedProps): ReactNode {
  const [first] = rules;
  return (
    <>
      {rules.map((cited) => (
        <details key={cited.id} className={css.entry}>
          <summary dir="auto">
            <b>{cited.number}</b> {cited.title}{" "}
            <span className={css.meta}>
              {t(cited.newer ? "work.rules.newerForAuthor" : "work.rules.version", { n: cited.guideVersion })}
            </span>
          </summary>
          <div className={css.rule}>
            <Markdown text={cited.statement} />
            {cited.examples.length > 0 && (
              <Badge>{t("work.guide.examples", { count: cited.examples.length })}</Badge>
            )}
            {cited.examples.map((example) => (
              <ExampleView key={example.id} example={example} />
            ))}
            <ObjectionButtons
              project={project}
              kinds={["wrong-rule", "unclear"]}
              rule={ruleOf(cited)}
              assignment={assignment}
            />
          </div>
        </details>
      ))}
      <ObjectionButtons
        project={project}
        kinds={["contradiction"]}
        rule={first ? ruleOf(first) : null}
        assignment={assignment}
      />
    </>
  );
}

const ruleOf = ({ rule, number, title }: CitedRule) => ({ id: rule, number, title });
