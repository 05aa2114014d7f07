import styles from "./details.module.css";
import { PlainText } from "./markdown.tsx";
import { withUnseen } from "./unseen.tsx";
import type { FieldViewOf } from "./view.ts";
import { t } from "./words.ts";

/** Named fields, name beside text. */
export const details: FieldViewOf<"details"> = {
  Viewer: ({ value, language }) => (
    <dl className={styles.pairs}>
      {value.map(({ name, text }) => (
        <div key={name} className={styles.pair}>
          <dt dir="auto">{withUnseen(name)}</dt>
          <dd>
            <PlainText text={text} language={language} />
          </dd>
        </div>
      ))}
    </dl>
  ),
};

/** Attributes, name beside value. */
export const attributes: FieldViewOf<"attributes"> = {
  Viewer: ({ value }) => (
    <dl className={styles.pairs}>
      {value.map(({ name, value }) => (
        <div key={name} className={styles.pair}>
          <dt dir="auto">{withUnseen(name)}</dt>
          <dd dir="auto">{withUnseen(inWords(value))}</dd>
        </div>
      ))}
    </dl>
  ),
};

function inWords(value: string | number | boolean | string[]): string {
  if (typeof value === "boolean") return t(value ? "kinds.yes" : "kinds.no");
  return Array.isArray(value) ? value.join(", ") : String(value);
}
