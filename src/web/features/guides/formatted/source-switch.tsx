import { type ReactNode, useMemo } from "react";
import { Button } from "../../../ui/button.tsx";
import { comboText } from "../../../ui/keys.ts";
import { useShortcuts } from "../../../ui/shortcuts.tsx";
import css from "../guides.module.css";
import { t as guides } from "../words.ts";
import { toggleSource, useSource } from "./source-preference.ts";
import { t } from "./words.ts";

const KEYS = "mod+/";

/** Switches the texts of a form between formatted and Markdown source, by button or key. */
export function SourceSwitch(): ReactNode {
  const keys = useMemo(
    () => [{ id: "guides.source", keys: KEYS, label: t("formatted.toggle"), run: toggleSource }],
    [],
  );
  useShortcuts(guides("guides.editing"), keys);
  return (
    <Button
      small
      look="quiet"
      className={css.sourceSwitch}
      aria-pressed={useSource()}
      keys={comboText(KEYS)}
      onClick={toggleSource}
    >
      {t("formatted.source")}
    </Button>
  );
}
