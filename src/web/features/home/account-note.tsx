import type { ReactNode } from "react";
import { LinkButton } from "../../ui/button.tsx";
import { useRead } from "./api.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** What one's account still lacks to come back with; gone once it is there. */
export function AccountNote(): ReactNode {
  const { data: me } = useRead("accounts", "me");
  if (!me || (me.email !== null && me.name.trim() !== "")) return null;
  return (
    <div className={`${css.note} ${css.row}`}>
      <p className={css.main}>{t(me.email === null ? "home.account.noAddress" : "home.account.noName")}</p>
      <LinkButton small icon="person" href="/account">
        {t("home.account.open")}
      </LinkButton>
    </div>
  );
}
