import type { ReactNode } from "react";
import type { FormChange } from "./form-changes.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

/** Differences between two versions, one per line. */
export function ChangeList({ changes }: { changes: readonly FormChange[] }): ReactNode {
  return (
    <ul className={css.changes}>
      {changes.map((change) => {
        const text = changeText(change);
        return (
          <li key={text} data-type={change.type}>
            <span dir="auto">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

function changeText(change: FormChange): string {
  if (change.type === "layout") {
    return t("forms.change.layout", {
      from: t(`forms.layout.${change.from}`),
      to: t(`forms.layout.${change.to}`),
    });
  }
  if (change.type === "confidence") {
    return t(change.asked ? "forms.change.confidenceOn" : "forms.change.confidenceOff");
  }
  const part = t(`forms.part.${change.part}`);
  const { title } = change;
  if (change.type !== "changed") return t(`forms.change.${change.type}`, { part, title });
  const what = change.properties.map((property) => t(`forms.property.${property}`)).join(", ");
  return t("forms.change.changed", { part, title, what });
}
