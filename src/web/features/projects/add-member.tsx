import { type FormEvent, type ReactNode, useState } from "react";
import type { ProjectRole } from "#contract/entities.ts";
import type { Member, Project } from "#contract/projects.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { toast } from "../../ui/toast.tsx";
import { InviteForm, ProjectRoleSelect, roleTitle } from "../people/index.ts";
import { useChange, useRead } from "./api.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

type Way = "known" | "new";

/** A button that adds somebody of the organization to a project, or invites somebody new. */
export function AddMember({ project, members }: { project: Project; members: readonly Member[] }): ReactNode {
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<Way>("known");
  const me = useRead("accounts", "me");
  const mayInvite = me.data !== undefined && me.data.role !== "member";
  const close = () => setOpen(false);
  return (
    <>
      <Button look="primary" icon="plus" onClick={() => setOpen(true)}>
        {t("projects.add")}
      </Button>
      {open && (
        <Dialog open onClose={close} title={t("projects.addTo", { name: project.name })}>
          {mayInvite ? (
            <Tabs
              label={t("projects.add")}
              selected={way}
              onSelect={setWay}
              tabs={[
                { name: "known", title: t("projects.addKnown") },
                { name: "new", title: t("projects.addNew") },
              ]}
            >
              {way === "known" ? (
                <AddKnown project={project.id} members={members} onDone={close} />
              ) : (
                <InviteForm project={project.id} onDone={close} />
              )}
            </Tabs>
          ) : (
            <AddKnown project={project.id} members={members} onDone={close} />
          )}
        </Dialog>
      )}
    </>
  );
}

interface AddKnownProps {
  project: string;
  members: readonly Member[];
  onDone: () => void;
}

function AddKnown({ project, members, onDone }: AddKnownProps): ReactNode {
  const people = useRead("people", "list");
  const [person, setPerson] = useState("");
  const [role, setRole] = useState<ProjectRole>("trainer");
  const add = useChange("projects", "setMember", {
    refreshes: ["people"],
    onDone: (member) => {
      toast(t("projects.added", { name: member.person.name, role: roleTitle(member.role) }));
      onDone();
    },
  });
  if (people.error) return <ErrorLine error={people.error} />;
  if (!people.data) return <Loading lines={3} />;
  const taken = new Set(members.map((member) => member.person.id));
  const free = people.data.rows.filter(({ id, blocked, erased }) => !taken.has(id) && !blocked && !erased);
  if (free.length === 0) return <p>{t("projects.addNobody")}</p>;
  const chosen = person || free[0]!.id;

  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate({ params: { project, person: chosen }, body: { role } });
  }

  return (
    <form className={css.form} onSubmit={submit}>
      <Select label={t("projects.addWho")} value={chosen} onChange={(event) => setPerson(event.target.value)}>
        {free.map(({ id, name, email }) => (
          <option key={id} value={id}>
            {email ? `${name} (${email})` : name}
          </option>
        ))}
      </Select>
      <ProjectRoleSelect value={role} onChange={setRole} />
      <ErrorLine error={add.error} />
      <div className={css.end}>
        <Button look="primary" type="submit" busy={add.isPending}>
          {t("projects.add")}
        </Button>
      </div>
    </form>
  );
}
