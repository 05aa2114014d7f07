import { type ReactNode, useCallback, useId, useRef } from "react";
import { TextArea } from "../../../ui/field.tsx";
import { late } from "../../../ui/late.tsx";
import { keysText } from "../commands.ts";
import type { Decision } from "../keeping/errands.ts";
import type { Held, Verdict } from "../keeping/held.ts";
import { t } from "../words.ts";
import css from "./review.module.css";
import scale from "./scale.module.css";
import { DECISIONS, type VerdictProblem } from "./verdict.ts";

const RuleCiter = late(
  async () => (await import("../panels/rule-citer.tsx")).RuleCiter,
  () => null,
);

interface VerdictProps {
  held: Held;
  problem: VerdictProblem | null;
  onChange: (verdict: Verdict) => void;
  onDecision: (decision: Decision) => void;
}

/** What becomes of the answer, why, and how good it is. */
export function VerdictForm({ held, problem, onChange, onDecision }: VerdictProps): ReactNode {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { verdict, assignment } = held;
  const cite = useCallback(
    (reason: string, rules: readonly string[]) => onChange({ ...verdict, reason, rules }),
    [onChange, verdict],
  );
  const needsReason = verdict.decision === "return" || verdict.decision === "reject";
  return (
    <section className={css.verdict} aria-label={t("work.review.decision")}>
      <fieldset className={css.decisions}>
        <legend>{t("work.review.decision")}</legend>
        {DECISIONS.map((decision, at) => (
          <label key={decision} className={css.decision} data-decision={decision}>
            <input
              type="radio"
              name={`${id}-decision`}
              data-verdict={at === 0 ? "decision" : undefined}
              checked={verdict.decision === decision}
              onChange={() => onDecision(decision)}
            />
            <span className={css.name}>
              {t(`work.review.${decision}`)} <kbd>{keysText(`work.review.${decision}`)}</kbd>
            </span>
            <span className={css.help}>{t(`work.review.${decision}Help`)}</span>
          </label>
        ))}
      </fieldset>
      {problem && problem.at !== "reason" && (
        <p className={css.problem} role="alert">
          {problem.text}
        </p>
      )}
      <TextArea
        label={t("work.review.reason")}
        {...(needsReason
          ? { help: t("work.review.reasonHelp"), required: true }
          : { note: t("work.optional") })}
        error={problem?.at === "reason" ? problem.text : undefined}
        rows={needsReason ? 4 : 2}
        maxLength={5000}
        data-verdict="reason"
        ref={area}
        value={verdict.reason}
        onChange={(event) => onChange({ ...verdict, reason: event.target.value })}
      />
      {assignment.guideVersionId && (
        <RuleCiter
          project={assignment.projectId}
          version={assignment.guideVersionId}
          area={area}
          text={verdict.reason}
          cited={verdict.rules ?? []}
          newer={assignment.subject?.newerRules ?? []}
          onCite={cite}
        />
      )}
      <fieldset className={scale.scale}>
        <legend>
          {t("work.review.score")} <span className={scale.note}>({t("work.optional")})</span>
        </legend>
        <div className={scale.steps}>
          {[1, 2, 3, 4, 5].map((score) => (
            <label key={score} className={scale.step}>
              <input
                type="radio"
                name={`${id}-score`}
                checked={verdict.score === score}
                onChange={() => onChange({ ...verdict, score })}
                onClick={() => verdict.score === score && onChange({ ...verdict, score: null })}
              />
              <span>{score}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  );
}
