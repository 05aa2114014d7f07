import { type ReactNode, useState } from "react";
import type { QuestionKind } from "#contract/questions.ts";
import { Button } from "../../ui/button.tsx";
import { AskForm } from "./ask-form.tsx";
import css from "./questions.module.css";
import { t } from "./words.ts";

type Objection = Exclude<QuestionKind, "question">;

interface ObjectProps {
  project: string;
  /** What may be objected; each is a button. */
  kinds: readonly Objection[];
  rule: { id: string; number: string; title: string } | null;
  assignment?: string;
  example?: string;
}

/** Ways to say that a judgement, or a question of a gate, is wrong; it goes to the desk. */
export function ObjectionButtons({ project, kinds, rule, assignment, example }: ObjectProps): ReactNode {
  const [open, setOpen] = useState<Objection | null>(null);
  return (
    <div className={css.ask}>
      <div className={css.row}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            small
            look="quiet"
            aria-expanded={open === kind}
            onClick={() => setOpen(open === kind ? null : kind)}
          >
            {kind === "wrong-question" ? t("questions.wrongQuestion") : t(`questions.object.${kind}`)}
          </Button>
        ))}
      </div>
      {open && (
        <AskForm
          key={open}
          project={project}
          kind={open}
          rule={rule}
          assignment={assignment}
          example={example}
          onDone={() => setOpen(null)}
        />
      )}
    </div>
  );
}
