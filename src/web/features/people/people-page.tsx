import { type ReactNode, useState } from "react";
import type { Me } from "#contract/accounts.ts";
import type { Person } from "#contract/people.ts";
import { useHere } from "../../frame/here.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { inputClass } from "../../ui/field.tsx";
import hidden from "../../ui/hidden.module.css";
import { Languages } from "../../ui/languages.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { InviteForm } from "./invite-form.tsx";
import css from "./people.module.css";
import { PersonMenu } from "./person-menu.tsx";
import { organizationRoleTitle, roleTitle, t } from "./words.ts";

/** Everybody in the organization. */
export function PeoplePage(): ReactNode {
  const me = useRead("accounts", "me");
  const people = useRead("people", "list");
  const [inviting, setInviting] = useState(false);
  const runs = me.data !== undefined && me.data.role !== "member";
  const invite = (
    <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
      {t("people.invite")}
    </Button>
  );
  return (
    <Page
      title={useHere().title}
      actions={
        runs &&
        people.data && (
          <>
            <LinkButton href={hrefOf("/people/keys")}>{t("people.keys.title")}</LinkButton>
            {invite}
          </>
        )
      }
    >
      {people.data && me.data ? (
        <People me={me.data} rows={people.data.rows} />
      ) : people.error ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
      {inviting && (
        <Dialog open onClose={() => setInviting(false)} title={t("people.invite")}>
          <InviteForm onDone={() => setInviting(false)} />
        </Dialog>
      )}
    </Page>
  );
}

/** Who runs the organization changes others; only an owner changes an owner. */
function mayChange(me: Me, person: Person): boolean {
  if (me.id === person.id || me.role === "member") return false;
  return me.role === "owner" || person.role !== "owner";
}

function People({ me, rows }: { me: Me; rows: readonly Person[] }): ReactNode {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter((person) =>
    `${person.name} ${person.email ?? ""}`.toLowerCase().includes(wanted),
  );
  const columns: Column<Person>[] = [
    { name: "person", title: t("people.person"), cell: (person) => <Name person={person} me={me} /> },
    { name: "role", title: t("people.role"), cell: ({ role }) => organizationRoleTitle(role) },
    {
      name: "languages",
      title: t("people.languages"),
      cell: ({ languages }) => (
        <div className={css.languages}>
          <Languages of={languages} />
        </div>
      ),
    },
    { name: "projects", title: t("people.projects"), cell: (person) => <Projects person={person} /> },
    {
      name: "seen",
      title: t("people.seen"),
      cell: ({ seenAt }) =>
        seenAt ? <Time value={seenAt} /> : <span className={css.muted}>{t("people.never")}</span>,
    },
    {
      name: "actions",
      title: <span className={hidden.hidden}>{t("people.actionsColumn")}</span>,
      cell: (person) =>
        mayChange(me, person) && !person.erased ? <PersonMenu person={person} me={me} /> : null,
    },
  ];
  return (
    <>
      {rows.length > 8 && (
        <input
          className={`${inputClass} ${css.find}`}
          type="search"
          aria-label={t("people.find")}
          placeholder={t("people.find")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <Table
        caption={t("people.title")}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => id}
        empty={
          rows.length > 0 ? (
            <EmptyState icon="search" title={t("people.noneFound")} />
          ) : (
            <EmptyState icon="people" title={t("people.none")}>
              {t("people.noneHelp")}
            </EmptyState>
          )
        }
      />
    </>
  );
}

function Name({ person, me }: { person: Person; me: Me }): ReactNode {
  return (
    <div className={css.name}>
      <span>
        <span dir="auto">{person.name}</span> {person.id === me.id && <Badge>{t("people.you")}</Badge>}{" "}
        {person.invited && <Badge tone="accent">{t("people.state.invited")}</Badge>}{" "}
        {person.blocked && !person.erased && <Badge tone="bad">{t("people.state.blocked")}</Badge>}{" "}
        {person.erased && <Badge>{t("people.state.erased")}</Badge>}
      </span>
      {person.email && <span className={css.muted}>{person.email}</span>}
    </div>
  );
}

function Projects({ person }: { person: Person }): ReactNode {
  if (person.projects.length === 0) return <span className={css.muted}>{t("people.projectsNone")}</span>;
  return (
    <ul className={css.projects}>
      {person.projects.map(({ id, name, role }) => (
        <li key={id}>
          <a href={hrefOf("/projects/:project", { project: id })} dir="auto">
            {name}
          </a>{" "}
          <span className={css.muted}>{roleTitle(role)}</span>
        </li>
      ))}
    </ul>
  );
}
