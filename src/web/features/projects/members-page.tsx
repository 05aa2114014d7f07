import { type ReactNode, useState } from "react";
import { ProjectRole } from "#contract/entities.ts";
import type { Member, Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { inputClass } from "../../ui/field.tsx";
import hidden from "../../ui/hidden.module.css";
import { t as words } from "../../ui/messages/en.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { roleTitle } from "../people/index.ts";
import { AddMember } from "./add-member.tsx";
import { useChange, useRead } from "./api.ts";
import css from "./projects.module.css";
import { t } from "./words.ts";

/** Who takes part in a project, and as what. */
export function MembersPage({ project: id }: { project: string }): ReactNode {
  const members = useRead("projects", "members", { params: { project: id } });
  const rows = members.data?.rows;
  return (
    <ProjectPage
      project={id}
      actions={(project) => canManage(project) && rows && <AddMember project={project} members={rows} />}
    >
      {(project) =>
        rows ? (
          <Members project={project} rows={rows} />
        ) : members.error ? (
          <ErrorState error={members.error} onRetry={() => void members.refetch()} />
        ) : (
          <Loading lines={6} />
        )
      }
    </ProjectPage>
  );
}

function Members({ project, rows }: { project: Project; rows: readonly Member[] }): ReactNode {
  const [leaving, setLeaving] = useState<Member | null>(null);
  const manage = canManage(project);
  const columns: Column<Member>[] = [
    {
      name: "person",
      title: t("projects.person"),
      cell: ({ person }) => <span dir="auto">{person.name}</span>,
    },
    {
      name: "role",
      title: t("projects.role"),
      cell: (member) =>
        manage ? <RoleSelect project={project.id} member={member} /> : roleTitle(member.role),
    },
    { name: "joined", title: t("projects.joined"), cell: ({ joinedAt }) => <Time value={joinedAt} /> },
    ...(manage
      ? [
          {
            name: "actions",
            title: <span className={hidden.hidden}>{t("projects.actions")}</span>,
            cell: (member: Member) => (
              <div className={css.rowActions}>
                <Button
                  small
                  aria-label={t("projects.removeOf", { name: member.person.name })}
                  onClick={() => setLeaving(member)}
                >
                  {t("projects.remove")}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Table
        caption={t("projects.members")}
        columns={columns}
        rows={rows}
        keyOf={({ person }) => person.id}
        empty={
          <EmptyState icon="people" title={t("projects.membersNone")}>
            {t("projects.membersNoneHelp")}
          </EmptyState>
        }
      />
      {leaving && <RemoveMember project={project.id} member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function RoleSelect({ project, member }: { project: string; member: Member }): ReactNode {
  const change = useChange("projects", "setMember", {
    onDone: ({ person, role }) =>
      toast(t("projects.roleChanged", { name: person.name, role: roleTitle(role) })),
  });
  return (
    <>
      <select
        className={`${inputClass} ${css.role}`}
        aria-label={t("projects.roleOf", { name: member.person.name })}
        value={change.isPending ? change.variables.body.role : member.role}
        onChange={(event) =>
          change.mutate({
            params: { project, person: member.person.id },
            body: { role: ProjectRole.parse(event.target.value) },
          })
        }
      >
        {ProjectRole.options.map((role) => (
          <option key={role} value={role}>
            {roleTitle(role)}
          </option>
        ))}
      </select>
      <ErrorLine error={change.error} />
    </>
  );
}

function RemoveMember({
  project,
  member: { person, role },
  onClose,
}: {
  project: string;
  member: Member;
  onClose: () => void;
}): ReactNode {
  const held = useRead("work", "held", { params: { project } });
  const holds = held.data?.rows.filter(({ holder }) => holder.id === person.id).length;
  const back = useChange("projects", "setMember");
  const remove = useChange("projects", "removeMember", {
    refreshes: ["work"],
    onDone: () => {
      onClose();
      toast(t("projects.removed", { name: person.name }), {
        action: {
          label: words("ui.undo"),
          run: () => back.mutate({ params: { project, person: person.id }, body: { role } }),
        },
      });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("projects.removeTitle", { name: person.name })}
      confirm={
        <Button
          look="danger"
          busy={remove.isPending}
          onClick={() => remove.mutate({ params: { project, person: person.id } })}
        >
          {t("projects.remove")}
        </Button>
      }
    >
      <ul className={css.effects}>
        {holds !== undefined && (
          <li>{holds > 0 ? t("projects.removeHolds", { count: holds }) : t("projects.removeHoldsNone")}</li>
        )}
        <li>{t("projects.removeKeeps")}</li>
      </ul>
      <ErrorLine error={remove.error} />
    </Dialog>
  );
}
