import { type ReactNode, useState } from "react";
import type { Returned } from "#contract/work.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Shape } from "#kinds/index.ts";
import { AnswerView } from "../../../kinds/question.tsx";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { late } from "../../../ui/late.tsx";
import { Time } from "../../../ui/time.tsx";
import { type Held, isUnchanged } from "../keeping/held.ts";
import { same } from "../keeping/merge-drafts.ts";
import { t } from "../words.ts";
import css from "./notices.module.css";

const CitedRuleList = late(
  async () => (await import("../panels/cited-rule-list.tsx")).CitedRuleList,
  () => null,
);

/** The lease is over, and why that is no reason to stop. */
export function LostNotice(): ReactNode {
  return (
    <div className={css.notice} role="status">
      <Icon name="info" />
      <p>{t("work.lost")}</p>
    </div>
  );
}

/** Why work came back, and what its author has changed since. */
export function ReturnedNotice({
  held,
  returned,
  shape,
}: {
  held: Held;
  returned: Returned;
  shape: Shape;
}): ReactNode {
  const unchanged = isUnchanged(held);
  return (
    <div className={css.returned}>
      <h2>
        <Icon name="undo" />
        {t("work.returned")} <Time value={returned.at} />
      </h2>
      <p className={css.reason} dir="auto">
        {returned.reason}
      </p>
      <CitedRuleList
        project={held.assignment.projectId}
        assignment={held.assignment.id}
        rules={returned.rules}
      />
      {unchanged ? (
        <p className={css.meta}>{t("work.unchanged")}</p>
      ) : (
        <Changes held={held} before={returned.previous} shape={shape} />
      )}
    </div>
  );
}

/** Another person's answer is being improved: what to do, and what has changed so far. */
export function EditNotice({ held, before, shape }: ChangesProps): ReactNode {
  return (
    <div className={css.returned}>
      <p>{t("work.edit.notice")}</p>
      {!same(held.body, before) && <Changes held={held} before={before} shape={shape} />}
    </div>
  );
}

interface ChangesProps {
  held: Held;
  before: AnswerBody;
  shape: Shape;
}

/** What is different from an earlier text, behind a button. */
function Changes({ held, before, shape }: ChangesProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "work.hideChanges" : "work.showChanges")}
      </Button>
      {open && (
        <div className={css.changes}>
          {held.form.questions
            .filter(({ name }) => before[name] !== undefined || held.body[name] !== undefined)
            .map((question) => (
              <AnswerView
                key={question.name}
                question={question}
                before={before[question.name]}
                value={held.body[question.name]}
                shape={shape}
              />
            ))}
        </div>
      )}
    </>
  );
}
