import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import css from "./forms.module.css";
import type { DraftEditor } from "./use-form-draft.ts";
import { t } from "./words.ts";

/** Whether the draft is on the server, and what to do where it is not. */
export function SaveState({ editor }: { editor: DraftEditor }): ReactNode {
  const { saving } = editor;
  if (saving.state === "conflict") {
    return (
      <div className={css.conflict} role="alert">
        <span>{t("forms.conflict")}</span>
        <Button small onClick={() => void editor.resolve("theirs")}>
          {t("forms.conflictTheirs")}
        </Button>
        <Button small onClick={() => void editor.resolve("mine")}>
          {t("forms.conflictMine")}
        </Button>
      </div>
    );
  }
  if (saving.state === "failed") {
    return (
      <div className={css.conflict}>
        <ErrorLine error={saving.error} />
        <Button small onClick={editor.retry}>
          {words("ui.retry")}
        </Button>
      </div>
    );
  }
  return (
    <p className={saving.state === "invalid" ? css.error : css.saved} role="status">
      {saving.state === "saved" && <Icon name="check" size={16} />}
      {saving.state === "invalid" && <Icon name="warning" size={16} />}
      {saving.state === "invalid"
        ? t("forms.invalid", { count: saving.count })
        : saving.state === "saved"
          ? t("forms.saved")
          : t(saving.state === "saving" ? "forms.saving" : "forms.unsaved")}
    </p>
  );
}
