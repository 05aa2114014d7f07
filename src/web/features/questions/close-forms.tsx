import { type ReactNode, useState } from "react";
import type { DeskQuestion } from "#contract/questions.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { questionText } from "./question-text.tsx";
import css from "./questions.module.css";
import { t } from "./words.ts";

interface CloseProps {
  guide: string;
  question: DeskQuestion;
}

/** Merges a question into another one that asks the same. */
export function MergeForm({
  guide,
  question,
  others,
}: CloseProps & { others: readonly DeskQuestion[] }): ReactNode {
  const [into, setInto] = useState("");
  const merge = useChange("questions", "merge", { onDone: () => toast(t("questions.merged")) });
  const possible = others.filter(
    ({ id, projectId, state }) =>
      id !== question.id && projectId === question.projectId && (state === "open" || state === "answered"),
  );
  return (
    <div className={css.close}>
      <Select label={t("questions.merge")} value={into} onChange={(event) => setInto(event.target.value)}>
        <option value="">{t("questions.mergeChoose")}</option>
        {possible.map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.n} ${questionText(one).slice(0, 80)}`}
          </option>
        ))}
      </Select>
      <ErrorLine error={merge.error} />
      <div>
        <Button
          small
          busy={merge.isPending}
          disabled={into === ""}
          onClick={() => merge.mutate({ params: { guide, question: question.id }, body: { into } })}
        >
          {t("questions.mergeDo")}
        </Button>
      </div>
    </div>
  );
}

/** Declines a question, with a reason for those who asked it. */
export function DeclineForm({ guide, question }: CloseProps): ReactNode {
  const [reason, setReason] = useState("");
  const decline = useChange("questions", "decline", { onDone: () => toast(t("questions.declined")) });
  return (
    <div className={css.close}>
      <TextArea
        label={t("questions.declineReason")}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ErrorLine error={decline.error} />
      <div>
        <Button
          small
          busy={decline.isPending}
          disabled={reason.trim() === ""}
          onClick={() => decline.mutate({ params: { guide, question: question.id }, body: { reason } })}
        >
          {t("questions.decline")}
        </Button>
      </div>
    </div>
  );
}
