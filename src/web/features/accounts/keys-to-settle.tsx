import type { ReactNode } from "react";
import type { LinkKey } from "#contract/accounts.ts";
import { Select } from "../../ui/field.tsx";
import { exactTime } from "../../ui/time.tsx";
import css from "./entry.module.css";
import { t } from "./words.ts";

export type KeysChoice = "keep" | "revoke";

interface KeysToSettleProps {
  keys: readonly LinkKey[];
  value: KeysChoice | null;
  onChange(value: KeysChoice | null): void;
}

/** Asks what happens to a person's API keys when they recover their account: someone else may have made them. */
export function KeysToSettle({ keys, value, onChange }: KeysToSettleProps): ReactNode {
  return (
    <section className={css.keys} aria-labelledby="keys-to-settle">
      <h2 id="keys-to-settle">{t("accounts.link.keys", { count: keys.length })}</h2>
      <ul>
        {keys.map((key) => (
          <li key={key.id}>
            <span dir="auto">{key.name}</span> <code>{key.prefix}…</code>
            <span className={css.help}>
              {key.scopes.map((scope) => t(`accounts.apiKeys.scope.${scope}`)).join(", ")}
              {" · "}
              {key.lastUsedAt
                ? t("accounts.link.keyUsed", { time: exactTime(key.lastUsedAt) })
                : t("accounts.link.keyUnused")}
            </span>
          </li>
        ))}
      </ul>
      <Select
        label={t("accounts.link.keysChoice")}
        help={t("accounts.link.keysHelp")}
        required
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : (target.value as KeysChoice))}
      >
        <option value="">{t("accounts.link.keysChoose")}</option>
        <option value="revoke">{t("accounts.link.keysRevoke")}</option>
        <option value="keep">{t("accounts.link.keysKeep")}</option>
      </Select>
    </section>
  );
}
