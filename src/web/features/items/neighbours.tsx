import { type ReactNode, useMemo } from "react";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { navigate, useLocation } from "../../ui/routing.ts";
import { keysOf, useShortcuts } from "../../ui/shortcuts.tsx";
import { useRead } from "./api.ts";
import { inputOf, queryOf, reverse, type Sort } from "./item-filter.ts";
import css from "./items.module.css";
import { t } from "./words.ts";

/** Ways to the items before and behind this one, in the list that the address still holds. */
export function Neighbours({ project, item }: { project: string; item: string }): ReactNode {
  const { search } = useLocation();
  const { filter, sort } = queryOf(search);
  const behind = (order: Sort) => ({
    params: { project },
    query: { ...inputOf({ filter, sort: order }), beside: item, limit: 1 },
  });
  const before = useRead("search", "items", behind(reverse(sort))).data?.rows[0];
  const next = useRead("search", "items", behind(sort)).data?.rows[0];
  const asked = search.toString();
  const shortcuts = useMemo(() => {
    const to = (id: string | undefined) =>
      id && `${hrefOf("/projects/:project/items/:item", { project, item: id })}${asked && `?${asked}`}`;
    return [
      { id: "items.before", keys: "k", label: t("items.before"), href: to(before?.id), icon: "up" as const },
      { id: "items.next", keys: "j", label: t("items.next"), href: to(next?.id), icon: "down" as const },
    ].map((one) => ({ ...one, run: () => one.href && navigate(one.href) }));
  }, [project, before?.id, next?.id, asked]);
  useShortcuts(t("items.one"), shortcuts);
  return (
    <nav className={css.neighbours} aria-label={t("items.neighbours")}>
      {shortcuts.map(({ id, keys, label, href, icon }) =>
        href ? (
          <LinkButton
            key={id}
            small
            look="quiet"
            icon={icon}
            href={href}
            keys={keysOf({ id, keys }).toUpperCase()}
          >
            {label}
          </LinkButton>
        ) : null,
      )}
    </nav>
  );
}
