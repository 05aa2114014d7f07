import { type ReactNode, useMemo, useState } from "react";
import { canonical } from "#content/index.ts";
import type { DismissedHint } from "#contract/guide-hints.ts";
import { type LintFinding, lintGuide } from "#guide/lint.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { useChange, useRead } from "../api.ts";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t as guideWords } from "../words.ts";
import { t } from "./words.ts";

interface HintsProps {
  draft: Draft;
  entry: string;
  mayEdit: boolean;
}

const titleOf = ({ kind, words: about }: LintFinding) =>
  guideWords(`guides.hint.${kind}`, { words: about.join(", ") });

/** What makes a rule hard to follow or to judge by; a hint is dismissed with a reason. */
export function Hints({ draft: { live, guide }, entry, mayEdit }: HintsProps): ReactNode {
  const findings = useMemo(() => lintGuide(live), [live]).filter((finding) => finding.entry === entry);
  const read = useRead("guideHints", "list", { params: { guide: guide.id } });
  const [asking, setAsking] = useState<LintFinding | null>(null);
  const dismissalOf = ({ kind, words: about }: LintFinding): DismissedHint | undefined =>
    read.data?.rows.find(
      (row) => row.entry === entry && row.hint === kind && canonical(row.words) === canonical(about),
    );
  const shown = findings.filter((finding) => !dismissalOf(finding));
  const dismissed = findings.flatMap((finding) => {
    const row = dismissalOf(finding);
    return row ? [{ finding, row }] : [];
  });
  return (
    <>
      {shown.length > 0 && (
        <ul className={css.hints} aria-label={guideWords("guides.hints")}>
          {shown.map((finding) => (
            <li key={finding.kind}>
              {titleOf(finding)}{" "}
              {mayEdit && finding.kind !== "empty" && (
                <Button
                  small
                  look="quiet"
                  aria-label={t("together.dismissOf", { hint: titleOf(finding) })}
                  onClick={() => setAsking(finding)}
                >
                  {t("together.dismiss")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {dismissed.length > 0 && (
        <details className={css.more}>
          <summary>{t("together.dismissed", { count: dismissed.length })}</summary>
          <ul className={css.plain}>
            {dismissed.map(({ finding, row }) => (
              <li key={finding.kind} dir="auto">
                {t("together.dismissedBy", { hint: titleOf(finding), name: row.by.name, reason: row.reason })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {asking && <DismissDialog guide={guide.id} finding={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

interface DismissProps {
  guide: string;
  finding: LintFinding;
  onClose: () => void;
}

function DismissDialog({ guide, finding, onClose }: DismissProps): ReactNode {
  const [reason, setReason] = useState("");
  const dismiss = useChange("guideHints", "dismiss", { onDone: onClose });
  const { entry, kind, words: about } = finding;
  if (kind === "empty") return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("together.dismissTitle")}
      confirm={
        <Button
          look="primary"
          disabled={reason.trim() === ""}
          busy={dismiss.isPending}
          onClick={() =>
            dismiss.mutate({ params: { guide, entry }, body: { hint: kind, words: about, reason } })
          }
        >
          {t("together.dismiss")}
        </Button>
      }
    >
      <p>{titleOf(finding)}</p>
      <TextArea
        label={t("together.declineReason")}
        rows={2}
        value={reason}
        maxLength={5_000}
        onChange={(event) => setReason(event.target.value)}
      />
      <ErrorLine error={dismiss.error} />
    </Dialog>
  );
}
