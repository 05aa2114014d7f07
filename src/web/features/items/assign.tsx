import { type ReactNode, useState } from "react";
import type { Item } from "#contract/items.ts";
import type { Project } from "#contract/projects.ts";
import { canManage } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./items.module.css";
import { t } from "./words.ts";

interface Place {
  project: string;
  item: string;
}

/** Keeps an open piece of work on the item for one person. */
export function AssignButton(place: Place): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="person" onClick={() => setOpen(true)}>
        {t("items.assign")}
      </Button>
      {open && <AssignDialog place={place} onClose={() => setOpen(false)} />}
    </>
  );
}

function AssignDialog({ place: params, onClose }: { place: Place; onClose: () => void }): ReactNode {
  const people = useRead("work", "assignable", { params });
  const [chosen, setChosen] = useState<string>();
  const rows = people.data?.rows ?? [];
  const person = rows.find(({ id }) => id === chosen) ?? rows[0];
  const undo = useUnassign();
  const assign = useChange("work", "assign", {
    refreshes: ["items"],
    onDone: () => {
      onClose();
      if (!person) return;
      toast(t("items.assignDone", { name: person.name }), {
        action: { label: words("ui.undo"), run: () => undo.mutate({ params, body: { person: person.id } }) },
      });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("items.assignTitle")}
      confirm={
        <Button
          look="primary"
          busy={assign.isPending}
          disabled={!person}
          onClick={() => person && assign.mutate({ params, body: { person: person.id } })}
        >
          {t("items.assignSend")}
        </Button>
      }
    >
      {!people.data && !people.error && <Loading lines={2} />}
      {people.data && !person && <p>{t("items.assignNobody")}</p>}
      {person && (
        <Select
          label={t("items.assignPerson")}
          help={t("items.assignHelp")}
          value={person.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {rows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <ErrorLine error={people.error ?? assign.error} />
    </Dialog>
  );
}

/** For whom work on the item is kept, with the way back. */
export function AssignedTo({ project, item }: { project: Project; item: Item }): ReactNode {
  const undo = useUnassign();
  const params = { project: project.id, item: item.id };
  return (
    <Section title={t("items.assigned")}>
      <ul className={css.held}>
        {item.assigned.map(({ slotId, person }) => (
          <li key={slotId}>
            <span>{t("items.assignedTo", { name: person.name })}</span>
            {canManage(project) && (
              <Button
                small
                busy={undo.isPending}
                aria-label={t("items.unassignOf", { name: person.name })}
                onClick={() => undo.mutate({ params, body: { person: person.id } })}
              >
                {t("items.unassign")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorLine error={undo.error} />
    </Section>
  );
}

const useUnassign = () =>
  useChange("work", "unassign", { refreshes: ["items"], onDone: () => toast(t("items.unassigned")) });
