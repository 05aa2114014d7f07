import { Markdown } from "./markdown.tsx";
import { passageMark } from "./passage.ts";
import styles from "./turns.module.css";
import { withUnseen } from "./unseen.tsx";
import type { FieldViewOf } from "./view.ts";
import { t } from "./words.ts";

/** Source texts, each foldable. */
export const context: FieldViewOf<"context"> = {
  Viewer: ({ value, language }) => (
    <div className={styles.turns}>
      {value.map((passage, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the passages of an item never change their order
        <details key={at} open className={styles.turn}>
          <summary className={styles.role} dir="auto">
            {withUnseen(passage.title || t("kinds.context.passage", { number: at + 1 }))}
          </summary>
          <Markdown
            text={passage.text}
            language={language}
            passage={passageMark({ part: "context", passage: at })}
          />
        </details>
      ))}
    </div>
  ),
};
