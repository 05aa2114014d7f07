import type { ReactNode } from "react";
import type { Item } from "#contract/items.ts";
import type { Project } from "#contract/projects.ts";
import { canManage } from "../../frame/roles.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./items.module.css";
import { t } from "./words.ts";

/** Who has the item in hand, and a button that takes it from them. */
export function HeldBy({ project, leases }: { project: Project; leases: Item["leases"] }): ReactNode {
  const free = useChange("work", "free", { refreshes: ["items"], onDone: () => toast(t("items.freed")) });
  return (
    <Section title={t("items.leases")}>
      <ul className={css.held}>
        {leases.map(({ slotId, holder, until, parked }) => (
          <li key={slotId}>
            <span>
              {t("items.heldBy", { name: holder.name })} <Time value={until} />{" "}
              {parked && <Badge>{t("items.parked")}</Badge>}
            </span>
            {canManage(project) && (
              <Button
                small
                busy={free.isPending}
                aria-label={t("items.freeOf", { name: holder.name })}
                onClick={() => free.mutate({ params: { project: project.id }, body: { slots: [slotId] } })}
              >
                {t("items.free")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorLine error={free.error} />
    </Section>
  );
}
