import { type ReactNode, useState } from "react";
import type { VersionEntry } from "#contract/guides.ts";
import { Button } from "../../../ui/button.tsx";
import { AskForm, askTitle, Rulings, type StandingRuling } from "../../questions/index.ts";
import type { Held } from "../keeping/held.ts";
import css from "./guide-panel.module.css";

interface RuleQuestionsProps {
  entry: VersionEntry;
  held: Held;
  rulings: readonly StandingRuling[];
}

/** What was ruled on a rule, and a way to ask about it from the work. */
export function RuleQuestions({
  entry: { id, number, content },
  held,
  rulings,
}: RuleQuestionsProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const { projectId, id: assignment, attributes } = held.assignment;
  const language = typeof attributes.language === "string" ? attributes.language : undefined;
  return (
    <div className={css.rule}>
      <Rulings rulings={rulings.filter(({ rule }) => rule === id)} />
      <Button
        small
        icon="comment"
        aria-expanded={asking}
        aria-label={askTitle(number)}
        onClick={() => setAsking(!asking)}
      >
        {askTitle()}
      </Button>
      {asking && (
        <AskForm
          project={projectId}
          rule={{ id, number, title: content.title }}
          assignment={assignment}
          language={language}
          onDone={() => setAsking(false)}
        />
      )}
    </div>
  );
}
