import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import css from "./releases.module.css";
import { t } from "./words.ts";

/** Writes the release again and says whether every byte is the same. */
export function Verify({ project, release }: { project: string; release: string }): ReactNode {
  const verify = useChange("releases", "verify");
  const different = verify.data?.files.filter(({ equal }) => !equal).map(({ name }) => name) ?? [];
  return (
    <div className={css.verify}>
      <span role="status">
        {verify.isPending && t("releases.verifying")}
        {verify.data && (
          <span className={verify.data.equal ? css.good : css.bad}>
            <Icon name={verify.data.equal ? "check" : "warning"} size={16} />{" "}
            {verify.data.equal
              ? t("releases.equal")
              : t("releases.different", { names: different.join(", ") })}
          </span>
        )}
      </span>
      <ErrorLine error={verify.error} />
      <Button
        icon="check"
        title={t("releases.verifyHelp")}
        busy={verify.isPending}
        onClick={() => verify.mutate({ params: { project, release } })}
      >
        {t("releases.verify")}
      </Button>
    </div>
  );
}
